import { type Format, useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import type { Translate } from '../../i18n/messages'
import { notSavedWords, unreadableWords } from '../../parts/unreadable'
import { type NotAdded, useDraft } from '../../stores/making'
import { Signal } from '../../ui/Signal'
import styles from './Making.module.css'

function textsOf(why: NotAdded, t: Translate, format: Format): readonly string[] {
  switch (why.kind) {
    case 'several': {
      const kind = why.changed ? 'tagChanged' : 'severalTags'
      const values = { count: why.count, hasVial: 'no', vial: '' }
      const { withdrawn } = why
      const taken = { count: withdrawn.length, names: format.list(withdrawn) }
      return [
        t(`tagRefusal.${kind}.what`, values),
        ...(withdrawn.length === 0 ? [] : [t('making.notAdded.withdrawn', taken)]),
        t(`tagRefusal.${kind}.next`, values),
      ]
    }
    case 'unreadable': {
      const { what, next } = unreadableWords(why.why, null, t)
      return [what, next]
    }
    case 'notSaved': {
      const { title, what, next } = notSavedWords(why, t)
      return [`${title}:`, what, next]
    }
    case 'noVial':
      return [t('making.notAdded.noVial')]
    case 'otherSubject':
      return [t('making.notAdded.otherSubject', { name: why.name, subject: why.subjectCode })]
    default:
      return [t(`making.notAdded.${why.kind}`, { name: why.name })]
  }
}

/** Why what was laid down or chosen last is not among the vials that were chosen. */
export function NotAddedNote() {
  const t = useT()
  const format = useFormat()
  const why = useDraft(({ notAdded }) => notAdded)
  return (
    <div role="alert">
      {why === null ? null : (
        <p className={styles.note}>
          <Signal tone="stop" size={24} />
          <span>{textsOf(why, t, format).join(' ')}</span>
        </p>
      )}
    </div>
  )
}
