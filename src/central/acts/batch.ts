// What benches ask for: each intent is checked, decided and answered once; effect and remembered answer are one transaction.
import { aggregateOf } from '../../shared/acts'
import { type ActProblem, rowOfProblem } from '../../shared/acts/problems'
import { actBody } from '../../shared/acts/wire'
import type { IntentAnswer } from '../../shared/api/bench'
import type { IntentEnvelope } from '../../shared/api/intents'
import { ok, type Result, refused } from '../../shared/result'
import type { Bench } from '../domain/benches/enrolment'
import { standingOf } from '../domain/benches/renewal'
import { type Central, transact, type Work } from '../domain/central'
import { lockFeedsOf } from '../store/feed'
import { insertIntent, intentAmong } from '../store/intents'
import { type ChainProblem, whyNotOfChain } from './chain'
import { hashOf, type ReceivedIntent } from './received'
import { type Answered, actOn } from './run'
import { whyWithdrawn } from './withdrawn'

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
