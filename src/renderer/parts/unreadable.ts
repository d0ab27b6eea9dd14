// What is said of a read of which no tag came: that it was damaged on the way, or why what came is no tag.
import type { ReportDamage } from '../../shared/model/reader'
import { isTagProblem, type TagProblem } from '../../shared/model/tag'
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
