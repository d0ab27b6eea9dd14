// An act of this bench as lists name it, from its entry in the outbox.
import { procedureOf, rowOf } from '../../../../shared/acts'
import type { Seen } from '../../../../shared/acts/seen'
import { type ContainerId, intentId, type ProcedureId } from '../../../../shared/model/ids'
import type { Procedure } from '../../../../shared/model/procedure'
import type { BenchAct } from '../../../../shared/views/sync'
import type { OutboxEntry } from '../contract/outbox'

const seenVial = (seen: Seen | undefined, id: ContainerId) =>
  seen?.vials.find(({ containerId }) => containerId === id)?.name

export function benchActOf(
  { envelope, body }: OutboxEntry,
  procedureBy: (id: ProcedureId) => Procedure | null,
): BenchAct {
  const id = procedureOf(body)
  const procedure = id === null ? null : procedureBy(id)
  const row = rowOf(body)
  const [vialId] = row.vials(body)
  const vial = procedure?.vials.find(({ containerId }) => containerId === vialId)
  // As the person saw it: under that number the mirror may have something else by now.
  const seen = 'seen' in body ? body.seen : undefined
  const named = 'subjectCode' in body ? body.subjectCode : (procedure?.subject?.code ?? null)
  return {
    intentId: intentId(envelope.intentId),
    benchSeq: envelope.benchSeq,
    kind: body.kind,
    procedureId: id,
    subjectCode: seen === undefined ? named : seen.subjectCode,
    vialName: vialId === undefined ? null : (seenVial(seen, vialId) ?? vial?.name ?? null),
    ...row.details(body),
    actorName: envelope.actor.name,
    atMs: Date.parse(envelope.occurredAt),
  }
}
