// What lies on a reader and is no vial that this bench has a row of.
import type { ReactNode } from 'react'
import { assertNever } from '../../../shared/assert-never'
import type { TagId } from '../../../shared/model/reader'
import type { OnReader } from '../../../shared/views/inventory'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { LensDrawing } from '../../icons/EmptyDrawings'
import { VialIcon } from '../../icons/VialIcon'
import { AsOf } from '../../parts/AsOf'
import { notSavedWords, unreadableWords } from '../../parts/unreadable'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Facts } from '../../ui/Facts'
import { Identifier } from '../../ui/Identifier'
import { StatePanel } from '../../ui/StatePanel'
import { TagText } from '../../ui/TagText'
import { OpenProcedure } from './OpenProcedure'
import styles from './VialCard.module.css'

/** Of a vial that is known by name only: whose it is, and why there is no more. */
function NamedVial({ tag, vial, inOtherFacility, openProcedure }: Extract<OnReader, { kind: 'namedVial' }>) {
  const t = useT()
  const format = useFormat()
  const since = vial.since === null ? [] : [{ label: t('vial.taggedAt'), value: format.date(vial.since) }]
  return (
    <div className={styles.vial}>
      <p className={styles.name}>
        <VialIcon size={48} />
        <Identifier>{vial.name}</Identifier>
      </p>
      <p>{inOtherFacility ? t('vial.elsewhere') : t('vial.notHereYet')}</p>
      <Facts facts={[{ label: t('vial.subject'), value: <Identifier>{vial.subjectCode}</Identifier> }, ...since]} />
      <Facts facts={[{ label: t('vial.tag'), value: <TagText tag={tag} /> }]} />
      <AsOf />
      <OpenProcedure id={openProcedure} />
    </div>
  )
}

interface StateProps {
  readonly title: string
  readonly tags?: readonly TagId[]
  readonly texts: readonly string[]
  readonly action?: ReactNode
}

const State = ({ title, tags = [], texts, action }: StateProps) => (
  <StatePanel
    inline
    drawing={<LensDrawing />}
    title={title}
    text={
      <>
        {tags.map((tag) => (
          <p key={tag}>
            <TagText tag={tag} />
          </p>
        ))}
        {texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </>
    }
    action={action}
  />
)

export function WithoutRow({ shown }: { readonly shown: Exclude<OnReader, { kind: 'vial' }> }) {
  const t = useT()
  switch (shown.kind) {
    case 'namedVial':
      return <NamedVial {...shown} />
    case 'freeTag':
      return (
        <State
          title={t('vial.unknown.title')}
          tags={[shown.tag]}
          texts={[t('vial.unknown.text')]}
          action={<Button onClick={() => go({ kind: 'worklist' })}>{t('nav.worklist')}</Button>}
        />
      )
    case 'several': {
      const kind = shown.changed ? 'tagChanged' : 'severalTags'
      const values = { count: shown.tags.length, hasVial: 'no', vial: '' }
      return (
        <State
          title={t(`tagRefusal.${kind}.title`, values)}
          tags={shown.tags}
          texts={[t(`tagRefusal.${kind}.what`, values), t(`tagRefusal.${kind}.next`, values)]}
        />
      )
    }
    case 'otherPurpose': {
      const values = { hasVial: 'no', vial: '', purpose: shown.purpose }
      return (
        <State
          title={t('tagRefusal.otherPurpose.title')}
          tags={[shown.tag]}
          texts={[t('tagRefusal.otherPurpose.what', values)]}
        />
      )
    }
    case 'unreadable': {
      const { title, what, next } = unreadableWords(shown.why, null, t)
      return <State title={title} texts={[what, next]} />
    }
    case 'notSaved': {
      const { title, what, next } = notSavedWords(shown, t)
      return <State title={title} texts={[what, t('tagRefusal.notSaved.safe'), next]} />
    }
    default:
      return assertNever(shown)
  }
}
