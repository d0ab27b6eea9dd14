import { may } from '../../../shared/rights'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { clearDraft, type Draft, useDraft } from '../../stores/making'
import { useBench, useTaggingStore } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import { Sheet } from '../../ui/Sheet'
import styles from './Making.module.css'

/** The request names what is shown here. */
const requestOf = ({ kind, subject, names, vials }: Draft) => ({
  type: kind === 'out' ? ('RETRIEVAL' as const) : ('STORE' as const),
  subjectCode: subject,
  newVials: kind === 'new' ? names.map((name) => ({ name, description: '' })) : [],
  vials: kind === 'new' ? [] : vials.map(({ id, name }) => ({ containerId: id, name })),
})

/** Says once more whose vials are meant and what follows, before anything is made. */
export function ReviewSheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useT()
  const draft = useDraft()
  const bench = useBench()
  const { busy, act } = useAct()
  const names = draft.kind === 'new' ? draft.names : draft.vials.map(({ name }) => name)
  const isQueued =
    draft.kind === 'out' && may(bench?.people.current, 'procedure.accept') && bench?.rules.twoPeople === false
  const next = draft.kind === 'out' ? (isQueued ? 'queued' : 'approval') : 'tagging'
  const make = async () => {
    const made = await act('making/make', requestOf(draft))
    onClose()
    if (made === undefined) return
    clearDraft()
    if (made.type !== 'STORE') return go({ kind: 'worklist' })
    const opened = await act('tagging/open', { procedureId: made.id })
    if (opened === undefined) return go({ kind: 'worklist' })
    useTaggingStore.setState({ loaded: { kind: 'ready', value: opened } })
    go({ kind: 'tagging' })
  }
  return (
    <Sheet opened={opened} onClose={onClose} title={t(`making.kind.${draft.kind}`)} closeLabel={t('app.close')}>
      <div className={styles.sheet}>
        <p className={styles.heading}>{t('making.reviewText', { count: names.length, subject: draft.subject })}</p>
        <ul className={styles.reviewed}>
          {names.map((name) => (
            <li key={name}>
              <Identifier>{name}</Identifier>
            </li>
          ))}
        </ul>
        <p>{t(`making.next.${next}`, { person: bench?.people.current?.name ?? '' })}</p>
        <Acts>
          <Button target="hand" onClick={onClose}>
            {t('review.notNow')}
          </Button>
          <Button variant="primary" target="hand" busy={busy} onClick={() => void make()}>
            {t(`making.make.${next}`)}
          </Button>
        </Acts>
      </div>
    </Sheet>
  )
}
