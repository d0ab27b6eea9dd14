// What a loss says of itself: pure.
import type { LostThing } from '../../../shared/model/restoration'
import type { Format } from '../../i18n/format'
import type { MessageKey, Translate } from '../../i18n/messages'
import { procedureTitle, statusWord } from '../../parts/words'

/** The laboratory's name of it. */
export const lossTitle = (thing: LostThing, t: Translate): string =>
  thing.kind === 'procedure'
    ? procedureTitle({ typeName: thing.type, id: thing.procedureId }, t)
    : t('attention.loss.vial', { vial: thing.name })

export interface LossWords {
  readonly remembered: string
  readonly central: string
}

/** States of a procedure in the laboratory's words, as it is remembered and as central has it. */
export function stateWords(
  { type, remembered, atCentral }: Extract<LostThing, { kind: 'procedure' }>,
  t: Translate,
): LossWords {
  const word = (statusName: string) => statusWord({ statusName, typeName: type }, t)
  return {
    remembered: word(remembered),
    central:
      atCentral === null ? t('attention.loss.centralNot') : t('attention.loss.central', { state: word(atCentral) }),
  }
}

/** Its first vials by name, and how many more there are; null if it has none. */
export function vialsText(
  { vials, vialCount }: Extract<LostThing, { kind: 'procedure' }>,
  t: Translate,
  format: Format,
): string | null {
  if (vialCount === 0) return null
  const first = vials.slice(0, 5).map(({ name }) => name)
  const more = vialCount - first.length
  const names = more > 0 ? t('attention.loss.more', { names: first.join(', '), count: more }) : format.list(first)
  return t('attention.loss.vials', { count: vialCount, names })
}

/** Ready-made reasons. */
export const quickReasons = ({ kind }: LostThing): readonly MessageKey[] =>
  kind === 'procedure'
    ? ['attention.loss.quick.again', 'attention.loss.quick.done', 'attention.loss.quick.needless']
    : ['attention.loss.quick.vial', 'attention.loss.quick.needless']
