// A person's answer to a conflict, as a bench sends it: checked against what central has really refused, and kept.
import { aggregateOf } from '../../shared/api/aggregate'
import type { ConflictResolution, IntentEnvelope } from '../../shared/api/intents'
import type { Person, Role } from '../../shared/model/person'
import { ok, type Result, refused } from '../../shared/result'
import { isReserved, may, type Right } from '../../shared/rights'
import { loadProcedure } from '../store/procedures'
import {
  type Answered,
  answeredIntents,
  insertResolution,
  type KeptResolution,
  resolutionsOf,
  withdrawalsOf,
} from '../store/resolutions'
import type { Db } from '../store/store'
import type { Bench } from './benches/enrolment'
import type { Work } from './central'

export type ResolutionProblem =
  /** Central has accepted these, or refused them to another facility. */
  | { readonly kind: 'notRefused'; readonly intentIds: readonly string[] }
  /** These were resolved by another choice, as from a second machine with a copy of the bench's disk. */
  | {
      readonly kind: 'alreadyResolved'
      readonly intentIds: readonly string[]
      readonly choice: string
      readonly name: string
      readonly at: string
    }
  | { readonly kind: 'notEntitled'; readonly name: string; readonly role: Role | null }
  | { readonly kind: 'malformed'; readonly intent: string }
  | { readonly kind: 'reasonMissing' }

interface Asked {
  readonly envelope: IntentEnvelope
  readonly person: Person
  readonly body: ConflictResolution
}

/** Replacing a tag that central has is an override; and what a supervisor has decided, only a supervisor withdraws. */
function rightFor({ choice }: ConflictResolution, covered: readonly Answered[]): Right {
  if (choice === 'useOurTag') return 'conflict.override'
  const isDecision = covered.some(({ body }) => body !== undefined && isReserved(body.kind))
  return isDecision ? 'conflict.resolveDecision' : 'conflict.resolve'
}

const idsOf = (intents: readonly { readonly intentId: string }[]) => intents.map(({ intentId }) => intentId)

/** Keeps the choice; it changes nothing else: what follows from it comes as intents of their own. Answers the procedure's version. */
export async function resolveConflict(
  tx: Work,
  bench: Bench,
  { envelope, person, body }: Asked,
): Promise<Result<number | null, ResolutionProblem>> {
  const named = [...new Set<string>([...body.covers, ...body.withdrawn])]
  const aggregate = aggregateOf(body)
  if (named.length === 0) return refused({ kind: 'malformed', intent: body.kind })
  if (body.choice === 'useOurTag' && body.reason === null) return refused({ kind: 'reasonMissing' })
  const known = new Map((await answeredIntents(tx.db, named)).map((each) => [each.intentId, each]))
  const covers = [...new Set<string>(body.covers)].filter((id) => known.has(id))
  // A central that was restored from a backup has never refused what a bench covers, and will not be asked for it again.
  const withdrawn = [...new Set<string>([...body.withdrawn, ...body.covers.filter((id) => !known.has(id))])]
  const covered = covers.flatMap((id) => known.get(id) ?? [])
  if (!may(person, rightFor(body, covered))) {
    return refused({ kind: 'notEntitled', name: person.name, role: person.role })
  }
  const unrefused = [
    ...covers.filter((id) => !isRefusal(known.get(id), bench.facility.id)),
    ...withdrawn.filter((id) => known.get(id)?.result === 'accepted'),
  ]
  if (unrefused.length > 0) return refused({ kind: 'notRefused', intentIds: unrefused })
  if (covered.some((each) => each.body !== undefined && aggregateOf(each.body) !== aggregate)) {
    return refused({ kind: 'malformed', intent: body.kind })
  }
  const resolved = [...(await resolutionsOf(tx.db, covers)), ...(await withdrawalsOf(tx.db, withdrawn))]
  const otherwise = alreadyResolved(
    bench.facility.id,
    resolved.filter(({ choice }) => choice !== body.choice),
  )
  if (otherwise) return refused(otherwise)
  const done = new Set(resolved.map(({ refusedId }) => refusedId))
  await insertResolution(
    tx.db,
    {
      intentId: envelope.intentId,
      facility: bench.facility.id,
      bench: bench.id,
      aggregate,
      conflictId: body.conflictId,
      conflictKind: body.conflictKind,
      choice: body.choice,
      reason: body.reason,
      actor: JSON.stringify({ ...envelope.actor, name: person.name }),
      at: tx.now,
    },
    {
      refused: idsOf(covered).filter((id) => !done.has(id)),
      // What central has refused meanwhile needs no remembering: it has its answer.
      withdrawn: withdrawn.filter((id) => !done.has(id) && !known.has(id)),
    },
  )
  if (body.about.kind === 'cane') return ok(null)
  const procedure = await loadProcedure(tx.db, bench.facility.id, body.about.procedureId)
  return ok(procedure?.version ?? null)
}

/** What another facility has resolved is nothing to this one, and nothing that it hears of. */
function alreadyResolved(ofFacility: number, all: readonly KeptResolution[]): ResolutionProblem | undefined {
  const kept = all.filter(({ facility }) => facility === ofFacility)
  const [first] = kept
  if (!first) return undefined
  const { name }: { readonly name: string } = JSON.parse(first.actor)
  const intentIds = kept.map(({ refusedId }) => refusedId)
  return { kind: 'alreadyResolved', intentIds, choice: first.choice, name, at: first.at }
}

/**
 * Why an intent is refused that a person of the bench's facility has withdrawn before it came, as from a second machine with a copy of
 * the bench's disk.
 */
export async function whyWithdrawn(
  db: Db,
  { facility }: Pick<Bench, 'facility'>,
  intentId: string,
): Promise<ResolutionProblem | undefined> {
  return alreadyResolved(facility.id, await withdrawalsOf(db, [intentId]))
}

const isRefusal = (answered: Answered | undefined, facility: number): boolean =>
  answered !== undefined && answered.result !== 'accepted' && answered.facility === facility
