// Who brought a procedure to the state in which it refuses an intent: at the bench somebody has to decide about it, and asks them.
import type { Actor, Procedure } from '../../shared/model/procedure'
import type { ProcedureEventKind } from '../../shared/procedure/event'
import { benchNameOf, holderOf, holderOfPlace } from '../store/origins'
import { eventsOf, type StoredEvent } from '../store/procedure-events'
import type { Db } from '../store/store'
import type { IntentProblem } from './intent-problem'

export interface Origin {
  readonly actor: Actor
  /** Where, if it was done at a bench. */
  readonly benchName: string | null
  readonly at: string
}

const changesStatus: readonly ProcedureEventKind[] = ['prepare', 'accept', 'cancel', 'start', 'complete', 'fail']

const concerns = (event: StoredEvent, containers: readonly number[]): boolean =>
  'containerId' in event && containers.includes(event.containerId)

/** Undefined if nobody did, as where a person is not entitled; and where it lies too far back to be found quickly. */
export async function originOf(db: Db, procedure: Procedure, problem: IntentProblem): Promise<Origin | undefined> {
  const latest = async (id: number, kinds: readonly ProcedureEventKind[], containers?: readonly number[]) => {
    const events = await eventsOf(db, id, kinds)
    return events.find((event) => containers === undefined || concerns(event, containers))
  }
  const found = async (): Promise<StoredEvent | undefined> => {
    switch (problem.kind) {
      case 'wrongStatus':
        return latest(procedure.id, changesStatus)
      case 'alreadyTagged':
      case 'tagTwice':
      case 'placeTwice':
        return latest(procedure.id, ['assignTag'], [problem.containerId])
      case 'otherTag':
        return latest(procedure.id, ['assignTag', 'releaseTag'], [problem.containerId])
      case 'vialsUntagged':
      case 'vialsUnplaced':
        return latest(procedure.id, ['releaseTag'], problem.containerIds)
      case 'tagUsed': {
        const holder = await holderOf(db, problem.containerId)
        return holder === undefined ? undefined : latest(holder, ['assignTag'], [problem.containerId])
      }
      case 'placeTaken': {
        const holder = await holderOfPlace(db, problem.place)
        return holder && latest(holder.procedure, ['assignTag'], [holder.container])
      }
      default:
        return undefined
    }
  }
  const event = await found()
  if (event === undefined) return undefined
  const benchName = event.by.kind === 'person' ? await benchNameOf(db, event.by.benchId) : null
  return { actor: event.by, benchName, at: event.at }
}
