// Apart from the schemas of intents: the outbox needs no parser, and a cold start would wait for one.
import type { ProcedureId } from '../model/ids'
import type { CaneAddition, IntentBody } from './intents'

type CaneKey = Pick<CaneAddition, 'storageId' | 'canister' | 'cane'>
const ofCane = ({ storageId: id, canister, cane }: CaneKey) => `cane:${id}/${canister}/${cane}`
const ofProcedure = (id: ProcedureId) => `procedure:${id}`

/** Intents of one aggregate keep their order; aggregates are independent. A resolution belongs to what it is about. */
export function aggregateOf(body: IntentBody): string {
  switch (body.kind) {
    case 'cane.add':
      return ofCane(body)
    case 'conflict.resolve':
      return body.about.kind === 'cane' ? ofCane(body.about) : ofProcedure(body.about.procedureId)
    default:
      return ofProcedure(body.procedureId)
  }
}

/** The procedure that an intent concerns; null for one that concerns a cane. */
export function procedureOf(body: IntentBody): ProcedureId | null {
  switch (body.kind) {
    case 'cane.add':
      return null
    case 'conflict.resolve':
      return body.about.kind === 'cane' ? null : body.about.procedureId
    default:
      return body.procedureId
  }
}
