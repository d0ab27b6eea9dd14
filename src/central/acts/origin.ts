// Who brought a procedure to the state in which it refuses an act: the person who has to decide about it at the bench asks them.

import type { ActProblem } from '../../shared/acts/problems'
import { rowOfProblem } from '../../shared/acts/problems'
import type { OriginSearch } from '../../shared/acts/problems/problem'
import type { Actor, Procedure } from '../../shared/model/procedure'
import { benchNameOf, holderOf, holderOfPlace } from '../store/origins'
import { eventsOf, type StoredEvent } from '../store/procedure-events'
import type { Db } from '../store/store'

export interface Origin {
  readonly actor: Actor
  /** Where, if it was done at a bench. */
  readonly benchName: string | null
  readonly at: string
}

const concerns = (event: StoredEvent, vials: readonly number[]): boolean =>
  'containerId' in event && event.containerId !== null && vials.includes(event.containerId)

/** Undefined if nobody did, as where a person is not entitled; and where it lies too far back to be found quickly. */
export async function originOf(db: Db, procedure: Procedure, problem: ActProblem): Promise<Origin | undefined> {
  const search = rowOfProblem(problem).origin(problem)
  const event = search === null ? undefined : await found(db, procedure, search)
  if (event === undefined) return undefined
  const benchName = event.by.kind === 'person' ? await benchNameOf(db, event.by.benchId) : null
  return { actor: event.by, benchName, at: event.at }
}

async function found(db: Db, procedure: Procedure, search: OriginSearch): Promise<StoredEvent | undefined> {
  const latest = async (id: number, vials?: readonly number[]) => {
    const events = await eventsOf(db, id, search.events)
    return events.find((event) => vials === undefined || concerns(event, vials))
  }
  if (search.in === 'procedure') return latest(procedure.id, search.vials)
  if ('holding' in search.in) {
    const holder = await holderOf(db, search.in.holding)
    return holder === undefined ? undefined : latest(holder, search.vials)
  }
  // Whichever vial is found there.
  const holder = await holderOfPlace(db, search.in.at)
  return holder && latest(holder.procedure, [holder.container])
}
