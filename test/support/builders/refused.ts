// Refused acts on STORE 1234, as the conflict desk meets them.
import type { RefusedEntry } from '../../../src/main/engine/store/bench-store'
import type { OutboxState } from '../../../src/main/engine/store/contract'
import type { ActBody } from '../../../src/shared/acts'
import type { ToldProblem } from '../../../src/shared/acts/problems'
import { benchId, intentId, personId, procedureId } from '../../../src/shared/model/ids'
import type { Actor } from '../../../src/shared/model/procedure'
import { entry } from './outbox'
import { noonMs, otherBench, thisBench } from './store-1234'

export const id = procedureId(1234)
export const prepare: ActBody = { kind: 'procedure.prepare', procedureId: id }
export const accept: ActBody = { kind: 'procedure.accept', procedureId: id }
export const cancel: ActBody = { kind: 'procedure.cancel', procedureId: id, reason: 'Wrong vial' }

export const elsewhere: Actor = {
  kind: 'person',
  personId: personId('p-other'),
  name: 'J. Brandt',
  benchId: otherBench,
}
export const here: Actor = { ...elsewhere, personId: personId('p-here'), benchId: thisBench }
export const doneBy = (actor: Actor) => ({ by: { actor, benchName: 'Bench 2', at: '2026-03-03T11:00:00.000Z' } })

export function refusedAs(body: ActBody, problem: ToldProblem, state: OutboxState = 'conflict'): RefusedEntry {
  return { ...entry(body, state, problem), refusedMs: noonMs }
}

export const behind = (head: RefusedEntry, body: ActBody): RefusedEntry =>
  refusedAs(body, { kind: 'behindRefused', intentId: head.envelope.intentId }, 'parked')

export const idOf = ({ envelope }: RefusedEntry) => intentId(envelope.intentId)
export const anybody: Actor = { kind: 'person', personId: personId(''), name: '', benchId: benchId('') }
