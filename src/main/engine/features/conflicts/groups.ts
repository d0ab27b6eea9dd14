// Which refused intents are one disagreement. Pure: central answers a run of intents one by one, and a person decides about it once.
import type { ContainerId } from '../../../../shared/model/ids'
import type { RefusedEntry } from '../../store/bench-store'

export interface Group {
  /** The earliest; the conflict has its name. */
  readonly head: RefusedEntry
  /** Later ones that hang on it, in their order. */
  readonly rest: readonly RefusedEntry[]
}

/** Problems of the whole procedure, or of the person: one cause, however many intents met it. */
const wholeKinds: ReadonlySet<string> = new Set([
  'wrongStatus',
  'wrongType',
  'unknownProcedure',
  'notEntitled',
  'ownRequest',
  'otherFacility',
])

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
  if (body.kind === 'conflict.resolve') return [...body.covers, ...body.withdrawn].some((id) => ids.has(id))
  const vials = vialsOf(entry)
  if (members.some((member) => vialsOf(member).some((vial) => vials.includes(vial)))) return true
  const [head] = members
  return head !== undefined && isSameCause(head, entry)
}

/** The vials that a refused intent is about: its own, or those for want of which a procedure could not be queued. */
export function vialsOf({ body, problem }: Pick<RefusedEntry, 'body' | 'problem'>): readonly ContainerId[] {
  if (body.kind === 'tag.assign' || body.kind === 'tag.release') return [body.containerId]
  const missing = problem?.kind === 'vialsUntagged' || problem?.kind === 'vialsUnplaced' ? problem.containerIds : []
  return Array.isArray(missing) ? missing : []
}

function isSameCause(head: RefusedEntry, entry: RefusedEntry): boolean {
  if (head.problem === null || head.problem.kind !== entry.problem?.kind || !wholeKinds.has(head.problem.kind))
    return false
  return head.problem.status === entry.problem.status && head.problem.name === entry.problem.name
}
