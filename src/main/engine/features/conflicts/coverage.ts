// What a resolution names: intents that central has refused, and those that it has never decided. Pure.

import { rowOfTold } from '../../../../shared/acts/problems'
import { isResolution, type ResolveConflict } from '../../../../shared/acts/resolve-conflict'
import { type IntentId, intentId } from '../../../../shared/model/ids'
import { intentsCovered } from '../../../../shared/model/limits'
import type { RefusedEntry } from '../../store/contract/outbox'
import type { Group } from './groups'

export interface Coverage extends Pick<ResolveConflict, 'covers' | 'withdrawn'> {
  /** All that the resolution ends at this bench. */
  readonly entries: readonly RefusedEntry[]
}

export function coverageOf({ head, rest }: Group): Coverage {
  const entries = [head, ...rest].slice(0, intentsCovered)
  const isElsewhere = entries.some(({ problem }) => rowOfTold(problem)?.scope === 'elsewhere')
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

/** Central has decided about it, and knows that it has. */
const isRemembered = ({ state, problem }: RefusedEntry): boolean =>
  state !== 'parked' && (problem === null || (rowOfTold(problem)?.isRemembered(problem) ?? true))

/** What central has said against an earlier resolution of the same conflict: naming it once more would be refused once more. */
function centralsObjections(entries: readonly RefusedEntry[]) {
  const resolved = new Set<string>()
  const undecided = new Set<string>()
  for (const { body, problem } of entries) {
    if (!isResolution(body) || !Array.isArray(problem?.intentIds)) continue
    const named: readonly unknown[] = problem.intentIds
    const said = rowOfTold(problem)?.ofNamed
    for (const id of body.covers.filter((each) => named.includes(each))) {
      if (said === 'resolved') resolved.add(id)
      if (said === 'undecided') undecided.add(id)
    }
    // Central has accepted what this bench took for parked.
    for (const id of body.withdrawn) if (named.includes(id)) resolved.add(id)
  }
  return { resolved, undecided }
}
