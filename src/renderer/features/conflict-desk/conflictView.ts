// What a conflict is called, what happened, what each way out of it does, and what the hands have to do: pure, so that every kind and
// choice stands in a table of tests.

import type { Act } from '../../../shared/acts/act'
import { acts } from '../../../shared/acts/table'
import { assertNever } from '../../../shared/assert-never'
import type { ConflictChoice, ConflictKind } from '../../../shared/model/conflict-kind'
import type { Procedure } from '../../../shared/model/procedure'
import type { TagId } from '../../../shared/model/reader'
import type { Conflict } from '../../../shared/views/conflict'
import type { BenchAct } from '../../../shared/views/sync'
import type { MessageKey, MessageValues, Translate } from '../../i18n/messages'
import { procedureNumber } from '../../parts/procedureNumber'
import { procedureTitle } from '../../parts/words'
import { groupsOfFour } from '../../ui/groups'

const spaced = (tag: TagId | null): string =>
  tag === null
    ? ''
    : groupsOfFour(tag)
        .map(({ text }) => text)
        .join('\u00A0')

/** A name must not be torn at its hyphens: U+2060 is nothing that a line can break at. */
const whole = (name: string): string => name.replaceAll('-', '\u2060-\u2060')

/** What the sentences name. Central's own tag of the vial is there only where it is known. */
function valuesOf(act: BenchAct, procedure: Procedure | null, t: Translate): MessageValues {
  const centrals = procedure?.vials.find(({ name }) => name === act.vialName)?.tag ?? null
  const other = centrals === act.tag ? null : centrals
  return {
    vial: act.vialName === null ? t('act.someVial') : whole(act.vialName),
    tag: spaced(act.tag),
    hasTag: act.tag === null ? 'no' : 'yes',
    centralTag: spaced(other),
    hasCentralTag: other === null ? 'no' : 'yes',
    person: act.actorName,
    subject: act.subjectCode ?? '',
    hasSubject: act.subjectCode === null ? 'no' : 'yes',
    cane: act.place?.cane ?? '',
    canister: act.place?.canister ?? '',
    procedure:
      procedure !== null
        ? procedureTitle(procedure, t)
        : act.procedureId === null
          ? ''
          : t('act.onProcedure', { id: procedureNumber(act.procedureId) }),
  }
}

/** What happened, in one sentence; central's own reason is told beside it. */
export function happened({ kind, bench, central, device }: Conflict, t: Translate): string {
  // What central has under that number is not what this is about.
  const procedure = kind === 'notAsSeen' ? null : (central.procedure ?? bench.foreseen)
  const elsewhere = central.by?.benchName ?? central.procedure?.claim?.benchName ?? ''
  return t(`conflict.kind.${kind}.what`, {
    ...valuesOf(bench, procedure, t),
    ...(bench.seen && { subject: bench.seen.subjectCode ?? '', hasSubject: bench.seen.subjectCode ? 'yes' : 'no' }),
    elsewhere,
    hasElsewhere: elsewhere === '' ? 'no' : 'yes',
    device: device?.name ?? t('conflict.column.device'),
  })
}

/** What a choice does to what was saved. */
export function doesText({ kind, bench, central }: Conflict, choice: ConflictChoice, t: Translate): string {
  const values = valuesOf(bench, kind === 'notAsSeen' ? null : (central.procedure ?? bench.foreseen), t)
  switch (choice) {
    case 'keepCentral':
      return t(`act.${bench.kind}.withdrawn`, values)
    case 'doAgain':
      return t(`act.${bench.kind}.again`, values)
    case 'tagAgain':
    case 'useOurTag':
      return t(`conflict.does.${choice}`, values)
    default:
      return assertNever(choice)
  }
}

/** What becomes of the acts that wait behind the refused one; null if none does. */
export const behindText = ({ bench }: Conflict, t: Translate): string | null =>
  bench.behind.length === 0 ? null : t('conflict.behind', { count: bench.behind.length })

function handKey(kind: ConflictKind, choice: ConflictChoice, { byHand }: Pick<Act<never>, 'byHand'>): MessageKey {
  if (choice === 'useOurTag') return 'conflict.hand.carryOurs'
  if (choice === 'tagAgain') return kind === 'placeTaken' ? 'conflict.hand.otherPlace' : 'conflict.hand.newTag'
  if (choice === 'doAgain') return byHand === 'putTagOn' ? 'conflict.hand.leaveOn' : 'conflict.hand.nothing'
  switch (byHand) {
    case 'putTagOn':
      if (kind === 'notAsSeen') return 'conflict.hand.keepTogether'
      return kind === 'tagUsedElsewhere' || kind === 'unfitTag' ? 'conflict.hand.setTagAside' : 'conflict.hand.takeOff'
    case 'tookTagOff':
      return 'conflict.hand.putBackOn'
    case 'letVialsOut':
      return 'conflict.hand.leaveInStorage'
    case 'nothing':
      return kind === 'deviceExecuting' ? 'conflict.hand.waitForDevice' : 'conflict.hand.nothing'
    default:
      return assertNever(byHand)
  }
}

/** What to do with the vial in the hand once this is chosen. */
export const handText = (
  { kind, act, procedure }: { kind: ConflictKind; act: BenchAct; procedure: Procedure | null },
  choice: ConflictChoice,
  t: Translate,
): string => t(handKey(kind, choice, acts[act.kind]), valuesOf(act, procedure, t))
