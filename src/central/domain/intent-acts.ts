// The effect of each kind of intent, or why it has none. Everything is asked before anything is written.
import type { IntentBody, IntentEnvelope, ProcedureAct } from '../../shared/api/intents'
import { assertNever } from '../../shared/assert-never'
import type { Procedure } from '../../shared/model/procedure'
import type { ProcedureEvent } from '../../shared/procedure/event'
import { step } from '../../shared/procedure/step'
import { ok, type Result, refused } from '../../shared/result'
import { may } from '../../shared/rights'
import { findTag, isPlaceTaken } from '../store/containers'
import { findPerson } from '../store/organizations'
import { loadProcedure } from '../store/procedures'
import { findCane, findCanister } from '../store/tanks'
import { applyEvent } from './apply-event'
import type { Bench } from './benches/enrolment'
import { addCane } from './canes'
import type { Work } from './central'
import type { IntentProblem } from './intent-problem'
import { type Origin, originOf } from './refusal-origin'
import { resolveConflict } from './resolutions'

/** What a refused intent's aggregate is now: the bench compares it with what it knew. */
type Refused = IntentProblem & { readonly version?: number; readonly by?: Origin }

type Acted = Result<number | null, Refused>

/** The bench, and the facilities of its organization. */
export type ActingBench = Bench & { readonly facilities: readonly number[] }

/** Does what the intent asks. Answers the version of its procedure afterwards, null for what has none. */
export async function actOn(tx: Work, bench: ActingBench, envelope: IntentEnvelope, body: IntentBody): Promise<Acted> {
  const { actor } = envelope
  const person =
    actor.kind === 'person' && actor.benchId === bench.id
      ? await findPerson(tx.db, bench.facility.id, actor.personId)
      : undefined
  if (!person || !may(person, body.kind)) {
    return refused({ kind: 'notEntitled', name: actor.name, role: person?.role ?? null })
  }
  if (body.kind === 'cane.add') return addCane(tx, bench.facility.id, body)
  if (body.kind === 'conflict.resolve') return resolveConflict(tx, bench, { envelope, person, body })
  const procedure = await loadProcedure(tx.db, bench.facility.id, body.procedureId)
  if (!procedure) return refused({ kind: 'unknownProcedure', procedureId: body.procedureId })
  const event = eventOf(body, { at: occurredAt(envelope, tx.now), by: { ...actor, name: person.name } })
  const problem = await whyNot(tx, bench, procedure, event)
  if (problem) {
    const by = await originOf(tx.db, procedure, problem)
    return refused({ ...problem, ...(by && { by }), version: procedure.version })
  }
  const { organization } = bench.facility
  const scope = { organization: organization.id, facilities: bench.facilities, intentId: envelope.intentId }
  const applied = await applyEvent(tx, scope, procedure, event)
  return applied.ok ? ok(applied.value.version) : refused({ ...applied.problem, version: procedure.version })
}

/** The bench's time, but never later than central's own: a clock that runs ahead must not date anything into the future. */
function occurredAt(envelope: IntentEnvelope, now: string): string {
  const at = new Date(envelope.occurredAt).toISOString()
  return at < now ? at : now
}

function eventOf(body: ProcedureAct, happening: Pick<ProcedureEvent, 'at' | 'by'>): ProcedureEvent {
  switch (body.kind) {
    case 'tag.assign':
      return { kind: 'assignTag', containerId: body.containerId, tag: body.tag, place: body.place, ...happening }
    case 'tag.release':
      return { kind: 'releaseTag', containerId: body.containerId, tag: body.tag, ...happening }
    case 'procedure.prepare':
      return { kind: 'prepare', ...happening }
    case 'procedure.accept':
      return { kind: 'accept', ...happening }
    case 'procedure.cancel':
      return { kind: 'cancel', reason: body.reason, ...happening }
    default:
      return assertNever(body)
  }
}

/** The procedure's own rules first (they say most), then those of tags and places. */
async function whyNot(
  tx: Work,
  bench: Bench,
  procedure: Procedure,
  event: ProcedureEvent,
): Promise<IntentProblem | undefined> {
  const stepped = step(procedure, event)
  if (!stepped.ok) return stepped.problem
  if (event.kind !== 'assignTag') return undefined
  const { tag, place } = event
  const used = await findTag(tx.db, bench.facility.organization.id, tag)
  if (used) return { kind: 'tagUsed', ...used }
  const cane = await findCane(tx.db, place)
  const here = cane && place.position <= cane.capacity && (await findCanister(tx.db, bench.facility.id, place))
  if (!here) return { kind: 'unknownPlace', place }
  return (await isPlaceTaken(tx.db, place)) ? { kind: 'placeTaken', place } : undefined
}
