// One act at central: who asks, what is read, how its row decides, and what is written.
import { type ActBody, caneOf, rowOf, withCane } from '../../shared/acts'
import { numberedAct } from '../../shared/acts/made'
import type { ActProblem } from '../../shared/acts/problems'
import type { IntentEnvelope } from '../../shared/api/intents'
import { isUnnumbered } from '../../shared/model/made'
import { ok, type Result, refused } from '../../shared/result'
import { may } from '../../shared/rights'
import type { Bench } from '../domain/benches/enrolment'
import type { Work } from '../domain/central'
import { findPerson } from '../store/organizations'
import { loadMade } from '../store/procedures'
import { caneMeantBy } from '../store/tanks'
import type { CentralAct } from './act'
import { datedAt, possibleSince } from './dating'
import { write } from './effects'
import { type ActFacts, gather } from './facts'
import { type Origin, originOf } from './origin'
import type { Read } from './read'
import { centralActs } from './table'

/** The bench, and the facilities of its organization. */
export type ActingBench = Bench & { readonly facilities: readonly number[] }

/** Why not, as the bench is told: with who brought it about, and the version of what it is about. */
export interface Answered {
  readonly problem: ActProblem & { readonly by?: Origin }
  readonly version: number | null
}

const actAtCentral = ({ kind }: ActBody): CentralAct<ActBody> => centralActs[kind]

/** Does what the intent asks. Answers the version of its procedure afterwards, null for what has none. */
export async function actOn(
  tx: Work,
  bench: ActingBench,
  envelope: IntentEnvelope,
  sent: ActBody,
): Promise<Result<number | null, Answered>> {
  const { actor, intentId } = envelope
  const person =
    actor.kind === 'person' && actor.benchId === bench.id
      ? await findPerson(tx.db, bench.facility.id, actor.personId)
      : undefined
  if (!person || !may(person, rowOf(sent).right)) {
    const problem = { kind: 'notEntitled', name: actor.name, role: person?.role ?? null } as const
    return refused({ problem, version: null })
  }
  const act = actAtCentral(sent)
  const { body, facts } = await known(tx, bench, act, sent)
  const asker = { intentId, bench, person, actor: { ...actor, name: person.name }, now: tx.now }
  const notBefore = [await possibleSince(tx.db, bench, envelope), ...beginnings(act.reads(body), facts)]
  const at = datedAt(envelope.occurredAt, { notBefore, now: tx.now })
  const decided = act.decide(body, facts, { ...asker, at })
  if (!decided.ok) {
    const { problem, against } = decided.problem
    const by = against === null ? undefined : await originOf(tx.db, against, problem)
    return refused({ problem: { ...problem, ...(by && { by }) }, version: against?.version ?? null })
  }
  const { organization, id: facility } = bench.facility
  const scope = { organization: organization.id, facilities: bench.facilities, facility, intentId }
  for (const effect of decided.value.effects) await write(tx, scope, effect)
  return ok(decided.value.version)
}

/** An act that was saved before its procedure had a number, by that number. Of what central does not have it keeps its own. */
async function byNumber(tx: Work, bench: ActingBench, sent: ActBody): Promise<ActBody> {
  if (!('procedureId' in sent) || !isUnnumbered(sent.procedureId)) return sent
  const procedure = await loadMade(tx.db, bench.facility.id, sent.procedureId)
  return procedure === undefined ? sent : numberedAct(sent, procedure)
}

/** What the act asks for, with the facility's own spelling of its cane: a bench may have made that cane offline in another one. */
async function known(tx: Work, bench: ActingBench, act: CentralAct<ActBody>, sent: ActBody) {
  const numbered = await byNumber(tx, bench, sent)
  const facts = await gather(tx.db, bench.facility, act.reads(numbered))
  const ref = caneOf(numbered)
  const cane = ref === null || facts.cane(ref) !== undefined ? undefined : await caneMeantBy(tx.db, ref)
  if (cane === undefined) return { body: numbered, facts }
  const body = withCane(numbered, cane)
  return { body, facts: await gather(tx.db, bench.facility, act.reads(body)) }
}

/** Since when there is what the act is about: a procedure, vials in storage, a doubt about a vial, a loss. No act on it is older. */
const beginnings = (reads: readonly Read[], facts: ActFacts): readonly string[] =>
  reads.flatMap((read) => {
    if (read.kind === 'procedure') return facts.procedure(read.id)?.createdAt ?? []
    if (read.kind === 'container') return facts.container(read.id)?.verify?.since ?? []
    if (read.kind === 'vials') return read.ids.flatMap((id) => facts.vial(id)?.container.storedAt ?? [])
    return read.kind === 'loss' ? (facts.loss(read.id)?.toldAt ?? []) : []
  })
