// What benches ask for: each intent is checked, decided and answered once; effect and remembered answer are one transaction.
import { z } from 'zod'
import type { IntentAnswer } from '../../shared/api/bench'
import { type IntentEnvelope, intentBody, intentEnvelope } from '../../shared/api/intents'
import { ok, type Result, refused } from '../../shared/result'
import { genesisHash, intentHash, verifyHash } from '../../trust'
import { lockFeeds } from '../store/feed'
import { findIntent, insertIntent, intentAt } from '../store/intents'
import { facilitiesOf } from '../store/organizations'
import type { Db } from '../store/store'
import { type Central, transact, type Work } from './central'
import type { Bench } from './enrolment'
import { actOn, type IntentProblem } from './intent-acts'

/** An intent as it arrived: `parsed` to decide with, `raw` because the hash covers what was sent, not what we understood of it. */
export interface ReceivedIntent {
  readonly intentId: string
  readonly parsed: IntentEnvelope | undefined
  readonly raw: object
}

export type ChainProblem =
  | { readonly kind: 'malformed'; readonly intent: null }
  | { readonly kind: 'otherBench'; readonly benchId: string }
  | { readonly kind: 'wrongHash' }
  | { readonly kind: 'wrongSignature' }
  | { readonly kind: 'idUsed' }
  | { readonly kind: 'sequenceUsed'; readonly benchSeq: number }
  | { readonly kind: 'chainBroken'; readonly benchSeq: number }

const batch = z.object({
  intents: z
    .array(z.looseObject({ intentId: z.string().max(100) }))
    .min(1)
    .max(100),
})

/** The intents of a batch; undefined if it is no batch. An envelope that is malformed spoils itself only, not its neighbours. */
export function receivedIntents(body: unknown): readonly ReceivedIntent[] | undefined {
  const { data } = batch.safeParse(body)
  return data?.intents.map((raw) => ({ intentId: raw.intentId, parsed: intentEnvelope.safeParse(raw).data, raw }))
}

/** The first id that was sent before with another body, or twice in this batch with two bodies: nothing of such a batch is done. */
export async function reusedId(db: Db, intents: readonly ReceivedIntent[]): Promise<string | undefined> {
  const hashes = new Map<string, string>()
  for (const { intentId, parsed, raw } of intents) {
    const hash = parsed && hashOf(parsed.prevHash, raw)
    if (hash === undefined) continue
    const known = hashes.get(intentId) ?? (await findIntent(db, intentId))?.hash
    if (known !== undefined && known !== hash) return intentId
    hashes.set(intentId, hash)
  }
  return undefined
}

/** Decides one intent, or repeats the first answer. What fails the chain or the signature is rejected and not remembered: it may be forged. */
export async function decideIntent(central: Central, bench: Bench, intent: ReceivedIntent): Promise<IntentAnswer> {
  const { intentId, parsed, raw } = intent
  const decided = await transact(central, async (tx): Promise<Result<IntentAnswer, ChainProblem>> => {
    if (!parsed) return refused({ kind: 'malformed', intent: null })
    const facilities = await facilitiesOf(tx.db, bench.facility.organization.id)
    await lockFeeds(
      tx.db,
      facilities.map((facility) => facility.id),
    )
    const first = await findIntent(tx.db, parsed.intentId)
    if (first && first.bench_id === bench.id && first.hash === hashOf(parsed.prevHash, raw)) {
      return ok({ ...first.answer, result: 'duplicate' as const, first: first.answer.result })
    }
    const broken = await whyNotOfChain(tx.db, bench, parsed, raw)
    if (broken) return refused(broken)
    // The batch was asked about reused ids before; another batch may have come in between.
    if (first) return refused({ kind: 'idUsed' })
    const answer = await decide(tx, bench, parsed)
    await insertIntent(tx.db, { bench: bench.id, envelope: parsed, raw, answer, at: tx.now })
    return ok(answer)
  })
  if (decided.ok) return decided.value
  return { intentId, result: 'rejected', problem: decided.problem, version: null }
}

async function whyNotOfChain(
  db: Db,
  bench: Bench,
  parsed: IntentEnvelope,
  raw: object,
): Promise<ChainProblem | undefined> {
  const { benchSeq, prevHash, hash } = parsed
  if (parsed.benchId !== bench.id) return { kind: 'otherBench', benchId: parsed.benchId }
  if (hashOf(prevHash, raw) !== hash) return { kind: 'wrongHash' }
  if (!verifyHash(bench.publicKey, hash, parsed.signature)) return { kind: 'wrongSignature' }
  if (await intentAt(db, bench.id, benchSeq)) return { kind: 'sequenceUsed', benchSeq }
  // Aggregates are independent, so that numbers may arrive out of order: each intent must fit the neighbours that are here.
  const before = benchSeq === 1 ? { hash: genesisHash } : await intentAt(db, bench.id, benchSeq - 1)
  const after = await intentAt(db, bench.id, benchSeq + 1)
  const fits = (before === undefined || before.hash === prevHash) && (after === undefined || after.prevHash === hash)
  return fits ? undefined : { kind: 'chainBroken', benchSeq }
}

/** Text with a lone surrogate has no canonical form, so no bench can have signed it. */
function hashOf(prevHash: string, raw: object): string | undefined {
  try {
    return intentHash(prevHash, raw)
  } catch {
    return undefined
  }
}

/** Problems that another state of central would not have: a person has to choose. All others can never be accepted. */
const neverAcceptable: ReadonlySet<IntentProblem['kind']> = new Set<IntentProblem['kind']>([
  'malformed',
  'notEntitled',
  'unknownProcedure',
  'unknownVial',
  'unknownPlace',
  'wrongType',
  'reasonMissing',
])

async function decide(tx: Work, bench: Bench, envelope: IntentEnvelope): Promise<IntentAnswer> {
  const { intentId } = envelope
  const body = intentBody.safeParse(envelope.body)
  const acted: Result<number | null, IntentProblem> = body.success
    ? await actOn(tx, bench, envelope, body.data)
    : refused({ kind: 'malformed', intent: envelope.body.kind })
  if (acted.ok) return { intentId, result: 'accepted', problem: null, version: acted.value }
  const { version, ...problem } = { version: null, ...acted.problem }
  return { intentId, result: neverAcceptable.has(problem.kind) ? 'rejected' : 'conflict', problem, version }
}
