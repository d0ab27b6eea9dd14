// An act of this bench as lists name it, from its entry in the outbox.
import { procedureOf } from '../../../../shared/api/aggregate'
import type { IntentBody } from '../../../../shared/api/intents'
import { intentId, type ProcedureId } from '../../../../shared/model/ids'
import type { Procedure } from '../../../../shared/model/procedure'
import type { BenchAct } from '../../../../shared/model/sync'
import type { OutboxEntry } from '../contract'

export function benchActOf(
  { envelope, body }: OutboxEntry,
  procedureBy: (id: ProcedureId) => Procedure | null,
): BenchAct {
  const id = procedureOf(body)
  const procedure = id === null ? null : procedureBy(id)
  const vial = 'containerId' in body ? procedure?.vials.find((one) => one.containerId === body.containerId) : undefined
  return {
    intentId: intentId(envelope.intentId),
    benchSeq: envelope.benchSeq,
    kind: body.kind,
    procedureId: id,
    subjectCode: procedure?.subject?.code ?? null,
    vialName: vial?.name ?? null,
    tag: 'tag' in body ? body.tag : null,
    place: 'place' in body ? body.place : null,
    reason: reasonOf(body),
    actorName: envelope.actor.name,
    atMs: Date.parse(envelope.occurredAt),
  }
}

const reasonOf = (body: IntentBody): string | null => ('reason' in body ? body.reason : null)
