// What benches ask for: each intent is checked, decided and answered once; effect and remembered answer are one transaction.
import { z } from 'zod'
import { aggregateOf } from '../../shared/acts'
import { type ActProblem, rowOfProblem } from '../../shared/acts/problems'
import type { EnvelopeProblem } from '../../shared/acts/problems/of-envelope'
import { actBody } from '../../shared/acts/wire'
import type { IntentAnswer } from '../../shared/api/bench'
import { type IntentEnvelope, intentEnvelope } from '../../shared/api/intents'
import { ok, type Result, refused } from '../../shared/result'
import { genesisHash, intentHash, verifyHash } from '../../trust'
import type { Bench } from '../domain/benches/enrolment'
import { standingOf } from '../domain/benches/renewal'
import { type Central, transact, type Work } from '../domain/central'
import { lockFeedsOf } from '../store/feed'
import { insertIntent, intentAmong, knownHashes } from '../store/intents'
import { hasNul } from '../store/row-id'
import type { Db } from '../store/store'
import { type Answered, actOn } from './run'
import { whyWithdrawn } from './withdrawn'

/** An intent as it arrived: `parsed` to decide with, `raw` because the hash covers what was sent, not what we understood of it. */
export interface ReceivedIntent {
  readonly intentId: string
  readonly parsed: IntentEnvelope | undefined
  readonly raw: object
}

/** Refused before it is looked at: what fails the chain or the signature may be forged. */
type ChainProblem = EnvelopeProblem | { readonly kind: 'malformed'; readonly intent: null }

const batch = z.object({
  intents: z
    .array(z.looseObject({ intentId: z.string().max(100) }))
    .min(1)
    .max(100),
})

const parsedIntent = (raw: object): IntentEnvelope | undefined =>
  hasNul(JSON.stringify(raw)) ? undefined : intentEnvelope.safeParse(raw).data

/** The intents of a batch; undefined if it is no batch. An envelope that is malformed spoils itself only, not its neighbours. */
export function receivedIntents(body: unknown): readonly ReceivedIntent[] | undefined {
  const { data } = batch.safeParse(body)
  return data?.intents.map((raw) => ({ intentId: raw.intentId, parsed: parsedIntent(raw), raw }))
}

/** The first id that was sent before with another body, or twice in this batch with two bodies: nothing of such a batch is done. */
export async function reusedId(db: Db, intents: readonly ReceivedIntent[]): Promise<string | undefined> {
  const ids = intents.flatMap(({ intentId, parsed }) => (parsed ? [intentId] : []))
  const hashes = new Map(await knownHashes(db, ids))
  for (const { intentId, parsed, raw } of intents) {
    const hash = parsed && hashOf(parsed.prevHash, raw)
    if (hash === undefined) continue
    const known = hashes.get(intentId)
    if (known !== undefined && known !== hash) return intentId
    hashes.set(intentId, hash)
  }
  return undefined
}

/**
 * Decides a batch in its order. What follows a refused intent in its aggregate was done on a state that never came to be, and the bench
 * could not know: it is refused too, however well it would fit.
 */
export async function decideBatch(
  central: Central,
  bench: Bench,
  intents: readonly ReceivedIntent[],
): Promise<readonly IntentAnswer[]> {
  const refusedIn = new Map<string, string>()
  const answers: IntentAnswer[] = []
  for (const intent of intents) {
    const body = actBody.safeParse(intent.parsed?.body).data
    const aggregate = body && aggregateOf(body)
    const behind = aggregate === undefined ? undefined : refusedIn.get(aggregate)
    const { answer, isRemembered } = await decideOne(central, bench, intent, behind)
    answers.push(answer)
    const result = answer.result === 'duplicate' ? answer.first : answer.result
    if (aggregate === undefined || behind !== undefined || !isRemembered || result === 'accepted') continue
    refusedIn.set(aggregate, intent.intentId)
  }
  return answers
}

/** Decides one intent, or repeats the first answer. What fails the chain or the signature is rejected and not remembered: it may be forged. */
export async function decideIntent(central: Central, bench: Bench, intent: ReceivedIntent): Promise<IntentAnswer> {
  return (await decideOne(central, bench, intent, undefined)).answer
}

interface Decided {
  readonly answer: IntentAnswer
  readonly isRemembered: boolean
}

/** `behind`: the earlier intent of the same batch and aggregate that was refused. */
async function decideOne(
  central: Central,
  bench: Bench,
  intent: ReceivedIntent,
  behind: string | undefined,
): Promise<Decided> {
  const { intentId, parsed, raw } = intent
  const decided = await transact(central, async (tx): Promise<Result<IntentAnswer, ChainProblem>> => {
    if (!parsed) return refused({ kind: 'malformed', intent: null })
    const facilities = await lockFeedsOf(tx.db, bench.facility.organization.id)
    const { first, links } = await intentAmong(tx.db, bench.id, parsed)
    if (first && first.bench_id === bench.id && first.hash === hashOf(parsed.prevHash, raw)) {
      return ok({ ...first.answer, result: 'duplicate' as const, first: first.answer.result })
    }
    // The bench may have been given another identity while this batch was under way.
    const { isRevoked, isWithdrawn } = await standingOf(tx.db, bench.id, parsed.intentId)
    if (isRevoked) return refused({ kind: 'otherBench', benchId: bench.id })
    const broken = whyNotOfChain(bench, parsed, raw, links)
    if (broken) return refused(broken)
    // The batch was asked about reused ids before; another batch may have come in between.
    if (first) return refused({ kind: 'idUsed' })
    const withdrawn = isWithdrawn ? await whyWithdrawn(tx.db, bench, parsed.intentId) : undefined
    const answer = await decide(tx, bench, parsed, { facilities, behind, withdrawn })
    await insertIntent(tx.db, { bench: bench.id, envelope: parsed, raw, answer, at: tx.now })
    return ok(answer)
  })
  if (decided.ok) return { answer: decided.value, isRemembered: true }
  return { answer: { intentId, result: 'rejected', problem: decided.problem, version: null }, isRemembered: false }
}

function whyNotOfChain(
  bench: Bench,
  parsed: IntentEnvelope,
  raw: object,
  links: Awaited<ReturnType<typeof intentAmong>>['links'],
): ChainProblem | undefined {
  const { benchSeq, prevHash, hash } = parsed
  if (parsed.benchId !== bench.id) return { kind: 'otherBench', benchId: parsed.benchId }
  if (hashOf(prevHash, raw) !== hash) return { kind: 'wrongHash' }
  if (!verifyHash(bench.publicKey, hash, parsed.signature)) return { kind: 'wrongSignature' }
  if (links.same) return { kind: 'sequenceUsed', benchSeq }
  // Aggregates are independent, so that numbers may arrive out of order: each intent must fit the neighbours that are here.
  const before = benchSeq === 1 ? { hash: genesisHash } : links.before
  const { after } = links
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

interface Circumstances {
  /** Of the bench's organization. */
  readonly facilities: readonly number[]
  readonly behind: string | undefined
  /** Why it is refused although nobody has asked for it yet. */
  readonly withdrawn: ActProblem | undefined
}

async function decide(
  tx: Work,
  bench: Bench,
  envelope: IntentEnvelope,
  { facilities, behind, withdrawn }: Circumstances,
): Promise<IntentAnswer> {
  const { intentId } = envelope
  if (behind !== undefined) {
    return { intentId, result: 'conflict', problem: { kind: 'behindRefused', intentId: behind }, version: null }
  }
  const acted = await actedOn(tx, bench, envelope, { facilities, withdrawn })
  if (acted.ok) return { intentId, result: 'accepted', problem: null, version: acted.value }
  const { problem, version } = acted.problem
  // A final answer is one that no other state of central would change; about all others a person has to decide.
  const result = rowOfProblem(problem).isFinal ? 'rejected' : 'conflict'
  return { intentId, result, problem: { ...problem }, version }
}

async function actedOn(
  tx: Work,
  bench: Bench,
  envelope: IntentEnvelope,
  { facilities, withdrawn }: Pick<Circumstances, 'facilities' | 'withdrawn'>,
): Promise<Result<number | null, Answered>> {
  if (withdrawn) return refused({ problem: withdrawn, version: null })
  const body = actBody.safeParse(envelope.body)
  if (!body.success) return refused({ problem: { kind: 'malformed', intent: envelope.body.kind }, version: null })
  return actOn(tx, { ...bench, facilities }, envelope, body.data)
}
