import { assertNever } from '../../../shared/assert-never'
import type { LastResult } from '../../../shared/views/tagging'
import type { Translate } from '../../i18n/messages'
import type { Tone } from '../../ui/tone'
import { toneOfRefusal } from './refusalView'

/** The last result in a few words. */
export function resultText(last: LastResult, t: Translate): string {
  switch (last.kind) {
    case 'accepted':
    case 'confirmedLast':
    case 'undone':
    case 'sameAgain':
      return t(`tagging.result.${last.kind}`, { vial: last.vialName })
    case 'waits':
      return t(`tagging.result.waits.${last.why}`, { vial: last.vialName })
    case 'onlySkipped':
      return t('tagging.result.onlySkipped')
    case 'refused': {
      const count = last.refusal.kind === 'severalTags' ? last.refusal.tags.length : 0
      return t(`tagRefusal.${last.refusal.kind}.title`, { count })
    }
    default:
      return assertNever(last)
  }
}

export function resultTone(last: LastResult): Tone {
  switch (last.kind) {
    case 'accepted':
    case 'confirmedLast':
    case 'sameAgain':
      return 'accepted'
    case 'undone':
      return 'neutral'
    case 'waits':
    case 'onlySkipped':
      return 'attention'
    case 'refused':
      return toneOfRefusal(last.refusal)
    default:
      return assertNever(last)
  }
}
