// Intents as they were received, with the answer each got: kept for good, so that a repeat gets the same answer.
import { type IntentAnswer, intentAnswer } from '../../shared/api/bench'
import type { IntentEnvelope } from '../../shared/api/intents'
import type { Db } from './store'

type FirstAnswer = IntentAnswer & { readonly result: 'accepted' | 'conflict' | 'rejected' }

const isFirst = (answer: IntentAnswer): answer is FirstAnswer => answer.result !== 'duplicate'

export async function findIntent(db: Db, id: string) {
  const row = await db
    .selectFrom('intents')
    .select(['bench_id', 'hash', 'result', 'problem', 'version'])
    .where('intent_id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const answer = intentAnswer.parse({
    intentId: id,
    result: row.result,
    problem: row.problem === null ? null : JSON.parse(row.problem),
    version: row.version,
  })
  if (!isFirst(answer)) throw new Error(`Intent ${id} is kept with the answer to a repeat`)
  return { bench_id: row.bench_id, hash: row.hash, answer }
}

/** A link of a bench's chain. */
export async function intentAt(db: Db, bench: string, benchSeq: number) {
  const row = await db
    .selectFrom('intents')
    .select(['hash', 'envelope'])
    .where('bench_id', '=', bench)
    .where('bench_seq', '=', benchSeq)
    .executeTakeFirst()
  if (!row) return undefined
  const { prevHash }: Pick<IntentEnvelope, 'prevHash'> = JSON.parse(row.envelope)
  return { hash: row.hash, prevHash }
}

export async function insertIntent(
  db: Db,
  intent: {
    readonly bench: string
    readonly envelope: IntentEnvelope
    /** As it arrived: only this has the hash that was signed. */
    readonly raw: object
    readonly answer: IntentAnswer
    readonly at: string
  },
) {
  const { envelope, answer } = intent
  await db
    .insertInto('intents')
    .values({
      intent_id: envelope.intentId,
      bench_id: intent.bench,
      bench_seq: envelope.benchSeq,
      hash: envelope.hash,
      envelope: JSON.stringify(intent.raw),
      result: answer.result,
      problem: answer.problem === null ? null : JSON.stringify(answer.problem),
      version: answer.version,
      received_at: intent.at,
    })
    .execute()
}
