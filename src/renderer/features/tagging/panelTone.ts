import { assertNever } from '../../../shared/assert-never'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import type { Tone } from '../../ui/tone'
import { toneOfRefusal } from './refusalView'

/** The whole panel's colour. `flashing`: a result came less than 600 ms ago. */
export function panelTone(tagging: Pick<TaggingSnapshot, 'step' | 'last' | 'readerReady'>, flashing: boolean): Tone {
  const { step, last } = tagging
  if (step.kind === 'refused') return toneOfRefusal(step.refusal)
  if (flashing && (last?.kind === 'accepted' || last?.kind === 'confirmedLast')) return 'accepted'
  switch (step.kind) {
    case 'expecting':
    case 'confirmLast':
      return tagging.readerReady ? 'waiting' : 'neutral'
    case 'needsPlace':
    case 'onlySkipped':
    case 'finished':
      return 'neutral'
    default:
      return assertNever(step)
  }
}
