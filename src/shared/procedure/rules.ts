import type { ProcedureStatus, ProcedureType } from '../model/procedure'
import type { ProcedureEventKind } from './event'

interface Rule {
  readonly types: readonly ProcedureType[]
  readonly from: readonly ProcedureStatus[]
}

/** Which event is possible for which type, from which status. Whatever isn't listed is refused. */
export const rules: Readonly<Record<ProcedureEventKind, Rule>> = {
  assignTag: { types: ['STORE'], from: ['PENDING'] },
  releaseTag: { types: ['STORE'], from: ['PENDING'] },
  prepare: { types: ['STORE'], from: ['PENDING'] },
  accept: { types: ['RETRIEVAL'], from: ['PENDING'] },
  cancel: { types: ['STORE', 'RETRIEVAL'], from: ['PENDING', 'CREATED'] },
  start: { types: ['STORE', 'RETRIEVAL'], from: ['CREATED'] },
  recordOutcome: { types: ['STORE', 'RETRIEVAL'], from: ['IN_PROGRESS'] },
  reportRefill: { types: ['REFILL'], from: ['IN_PROGRESS'] },
  complete: { types: ['STORE', 'RETRIEVAL', 'REFILL'], from: ['IN_PROGRESS'] },
  fail: { types: ['STORE', 'RETRIEVAL', 'REFILL'], from: ['IN_PROGRESS'] },
  end: { types: ['STORE', 'RETRIEVAL', 'REFILL'], from: ['IN_PROGRESS'] },
  verify: { types: ['STORE', 'RETRIEVAL'], from: ['PENDING', 'CREATED', 'IN_PROGRESS'] },
  reportLate: { types: ['STORE', 'RETRIEVAL', 'REFILL'], from: ['FAILED'] },
}
