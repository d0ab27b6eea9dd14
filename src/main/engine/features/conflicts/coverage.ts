// What a resolution names: intents that central has refused, and those that it has never decided. Pure.
import type { ConflictResolution } from '../../../../shared/api/intents'
import { type IntentId, intentId } from '../../../../shared/model/ids'
import type { RefusedEntry } from '../../store/bench-store'
import type { Group } from './groups'

/** Refusals of the envelope: central does not remember these, since they may be forged. */
const unremembered: ReadonlySet<string> = new Set([
  'otherBench',
  'wrongHash',
  'wrongSignature',
  'idUsed',
  'sequenceUsed',
  'chainBroken',
])

/** Far more than a procedure can have, and what the contract allows; anything beyond remains a conflict. */
const atMost = 5000

export interface Coverage extends Pick<ConflictResolution, 'covers' | 'withdrawn'> {
  /** All that the resolution ends at this bench. */
  readonly entries: readonly RefusedEntry[]
}

export function coverageOf({ head, rest }: Group): Coverage {
  const entries = [head, ...rest].slice(0, atMost)
  const isElsewhere = entries.some(({ problem }) => problem?.kind === 'otherFacility')
  const { resolved, undecided } = centralsObjections(entries)
  const covers: IntentId[] = []
  const withdrawn: IntentId[] = []
  for (const entry of entries) {
    const id = intentId(entry.envelope.intentId)
    if (resolved.has(id)) continue
    if (!isElsewhere && isRemembered(entry) && !undecided.has(id)) covers.push(id)
    else withdrawn.push(id)
  }
  return { entries, covers, withdrawn }
}

const isRemembered = ({ state, problem }: RefusedEntry): boolean =>
  state !== 'parked' &&
  !unremembered.has(problem?.kind ?? '') &&
  !(problem?.kind === 'malformed' && problem.intent === null)

/** What central has said against an earlier resolution of the same conflict: naming it once more would be refused once more. */
function centralsObjections(entries: readonly RefusedEntry[]) {
  const resolved = new Set<string>()
  const undecided = new Set<string>()
  for (const { body, problem } of entries) {
    if (body.kind !== 'conflict.resolve' || !Array.isArray(problem?.intentIds)) continue
    const named: readonly unknown[] = problem.intentIds
    for (const id of body.covers.filter((each) => named.includes(each))) {
      if (problem.kind === 'alreadyResolved') resolved.add(id)
      if (problem.kind === 'notRefused') undecided.add(id)
    }
    // Central has accepted what this bench took for parked.
    for (const id of body.withdrawn) if (named.includes(id)) resolved.add(id)
  }
  return { resolved, undecided }
}
