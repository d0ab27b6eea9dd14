// What is said of a read of which nothing came: it was damaged on the way, is no tag, or could not be kept.
import type { ReportDamage } from '../../shared/model/reader'
import { isTagProblem, type TagProblem } from '../../shared/model/tag'
import type { NotSaved } from '../../shared/views/refusal'
import type { Translate } from '../i18n/messages'

export interface UnreadableWords {
  readonly title: string
  readonly what: string
  readonly next: string
}

/** `vial`: the one that is asked for; null where none is. */
export function unreadableWords(why: ReportDamage | TagProblem, vial: string | null, t: Translate): UnreadableWords {
  const kind = isTagProblem(why) ? why : 'unreadable'
  const values = { hasVial: vial === null ? 'no' : 'yes', vial: vial ?? '', why }
  return {
    title: t(`tagRefusal.${kind}.title`, values),
    what: t(`tagRefusal.${kind}.what`, values),
    next: t(`tagRefusal.${kind}.next`, values),
  }
}

/** Of a read that could not be kept. It names no vial: nobody knows whose tag it was. */
export function notSavedWords({ why, detail }: NotSaved, t: Translate): UnreadableWords {
  const values = { hasVial: 'no', vial: '', why, detail }
  return {
    title: t('tagRefusal.notSaved.title'),
    what: t('tagRefusal.notSaved.what', values),
    next: t('tagRefusal.notSaved.next', values),
  }
}
