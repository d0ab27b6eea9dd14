// Which refused intents are one disagreement. Pure: central answers a run of intents one by one, and a person decides about it once.
import { rowOf } from '../../../../shared/acts'
import { rowOfTold } from '../../../../shared/acts/problems'
import { isResolution } from '../../../../shared/acts/resolve-conflict'
import type { ContainerId } from '../../../../shared/model/ids'
import type { RefusedEntry } from '../../store/bench-store'

export interface Group {
  /** The earliest; the conflict has its name. */
  readonly head: RefusedEntry
  /** Later ones that hang on it, in their order. */
  readonly rest: readonly RefusedEntry[]
}

/** Groups in the order of their heads; every entry is in exactly one. `unresolved`: oldest first. */
export function groupsOf(unresolved: readonly RefusedEntry[]): readonly Group[] {
  const byAggregate = new Map<
    string,
    { readonly head: RefusedEntry; readonly rest: RefusedEntry[]; readonly ids: Set<string> }[]
  >()
  const groups: { readonly head: RefusedEntry; readonly rest: RefusedEntry[] }[] = []
  for (const entry of unresolved) {
    const { intentId } = entry.envelope
    const near = byAggregate.get(entry.aggregate) ?? []
    byAggregate.set(entry.aggregate, near)
    const group = near.find(({ head, rest, ids }) => hangsOn(entry, [head, ...rest], ids))
    if (group !== undefined) {
      group.rest.push(entry)
      group.ids.add(intentId)
      continue
    }
    const begun = { head: entry, rest: [], ids: new Set([intentId]) }
    near.push(begun)
    groups.push(begun)
  }
  return groups.map(({ head, rest }) => ({ head, rest }))
}

function hangsOn(entry: RefusedEntry, members: readonly RefusedEntry[], ids: ReadonlySet<string>): boolean {
  const { body, problem } = entry
  if (problem?.kind === 'behindRefused' && ids.has(String(problem.intentId))) return true
  if (isResolution(body)) return [...body.covers, ...body.withdrawn].some((id) => ids.has(id))
  const vials = vialsOf(entry)
  if (members.some((member) => vialsOf(member).some((vial) => vials.includes(vial)))) return true
  const [head] = members
  return head !== undefined && isSameCause(head, entry)
}

/** The vials that a refused intent is about: its own, or those for want of which a procedure could not be queued. */
export function vialsOf({ body, problem }: Pick<RefusedEntry, 'body' | 'problem'>): readonly ContainerId[] {
  const own = rowOf(body).vials(body)
  return own.length > 0 || problem === null ? own : (rowOfTold(problem)?.vials(problem) ?? [])
}

function isSameCause(head: RefusedEntry, entry: RefusedEntry): boolean {
  if (head.problem === null || head.problem.kind !== entry.problem?.kind) return false
  const scope = rowOfTold(head.problem)?.scope ?? 'act'
  if (scope === 'act') return false
  return head.problem.status === entry.problem.status && head.problem.name === entry.problem.name
}
