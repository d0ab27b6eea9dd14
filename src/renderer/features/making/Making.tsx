// A procedure is made: whose vials, which, and what is to be done with them. A vial that is laid on the reader is chosen.
import { useEffect, useState } from 'react'
import { useT } from '../../i18n/i18n'
import { clearDraft, type Draft, type MakingKind, useDraft } from '../../stores/making'
import { goBack } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Page } from '../../ui/Page'
import { Segments } from '../../ui/Segments'
import { Chosen } from './Chosen'
import { KnownVials } from './KnownVials'
import styles from './Making.module.css'
import { NewVials } from './NewVials'
import { ReviewSheet } from './ReviewSheet'
import { SubjectField } from './SubjectField'

const kinds = ['out', 'again', 'new'] as const satisfies readonly MakingKind[]

/** What stands for another kind is not taken over: a stored vial can't be stored. */
const inKind = (draft: Draft, kind: MakingKind): Draft =>
  draft.kind === kind ? draft : { ...draft, kind, vials: [], names: [], notAdded: null }

export function Making() {
  const t = useT()
  const draft = useDraft()
  const [reviewing, setReviewing] = useState(false)
  // What is laid on the reader meanwhile was not reviewed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other vials are chosen
  useEffect(() => setReviewing(false), [draft.vials])
  const count = draft.kind === 'new' ? draft.names.length : draft.vials.length
  return (
    <Page
      title={t('making.title')}
      actions={
        <>
          <Button
            target="hand"
            onClick={() => {
              clearDraft()
              goBack()
            }}
          >
            {t('making.cancel')}
          </Button>
          <Button
            variant="primary"
            target="hand"
            data-primary
            disabled={count === 0 || draft.subject.trim() === ''}
            onClick={() => setReviewing(true)}
          >
            {t('making.review', { count })}
          </Button>
        </>
      }
    >
      <div className={styles.making}>
        <Segments
          label={t('making.kind')}
          value={draft.kind}
          onChange={(kind) => useDraft.setState((before) => inKind(before, kind))}
          segments={kinds.map((value) => ({ value, label: t(`making.kind.${value}`) }))}
        />
        <SubjectField key={draft.vials.length === 0 ? 'free' : draft.subject} />
        {draft.kind === 'new' ? (
          <NewVials />
        ) : (
          <div className={styles.columns}>
            <KnownVials />
            <Chosen />
          </div>
        )}
      </div>
      <ReviewSheet opened={reviewing} onClose={() => setReviewing(false)} />
    </Page>
  )
}
