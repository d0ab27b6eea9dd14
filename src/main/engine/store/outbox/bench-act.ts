// An act of this bench as lists name it, from its entry in the outbox.
import { procedureOf, rowOf } from '../../../../shared/acts'
import { intentId, type ProcedureId } from '../../../../shared/model/ids'
import type { Procedure } from '../../../../shared/model/procedure'
import type { BenchAct } from '../../../../shared/views/sync'
import type { OutboxEntry } from '../contract'

export function benchActOf(
  { envelope, body }: OutboxEntry,
  procedureBy: (id: ProcedureId) => Procedure | null,
): BenchAct {
  const id = procedureOf(body)
  const procedure = id === null ? null : procedureBy(id)
  const row = rowOf(body)
  const [vialId] = row.vials(body)
  const vial = procedure?.vials.find(({ containerId }) => containerId === vialId)
  return {
    intentId: intentId(envelope.intentId),
    benchSeq: envelope.benchSeq,
    kind: body.kind,
    procedureId: id,
    subjectCode: procedure?.subject?.code ?? null,
    vialName: vial?.name ?? null,
    ...row.details(body),
    actorName: envelope.actor.name,
    atMs: Date.parse(envelope.occurredAt),
  }
}
