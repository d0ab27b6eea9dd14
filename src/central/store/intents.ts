// Acts as they were received, with the answer each got: kept forever, so that a repeat gets the same answer.
import type { Selectable } from 'kysely'
import { type IntentAnswer, intentAnswer } from '../../shared/api/bench'
import type { IntentEnvelope } from '../../shared/api/intents'
import type { IntentsTable } from './schema/sync'
import type { Db } from './store'

type FirstAnswer = IntentAnswer & { readonly result: 'accepted' | 'conflict' | 'rejected' }

const isFirst = (answer: IntentAnswer): answer is FirstAnswer => answer.result !== 'duplicate'

const answerColumns = ['bench_id', 'hash', 'result', 'problem', 'version'] as const
type AnswerRow = Pick<Selectable<IntentsTable>, (typeof answerColumns)[number]>

function answeredOf(id: string, row: AnswerRow) {
  const answer = intentAnswer.parse({
    intentId: id,
    result: row.result,
    problem: row.problem === null ? null : JSON.parse(row.problem),
    version: row.version,
  })
  if (!isFirst(answer)) throw new Error(`Intent ${id} is kept with the answer to a repeat`)
  return { bench_id: row.bench_id, hash: row.hash, answer }
}

export async function findIntent(db: Db, id: string) {
  const row = await db.selectFrom('intents').select(answerColumns).where('intent_id', '=', id).executeTakeFirst()
  return row && answeredOf(id, row)
}

/** Hashes of those intents that central has answered. */
export async function knownHashes(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('intents')
    .select(['intent_id', 'hash'])
    .where('intent_id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ intent_id, hash }) => [intent_id, hash]))
}

/** What central has for an arriving intent: its first answer, and its neighbours in the bench's chain, as far as they have arrived. */
export async function intentAmong(
  db: Db,
  bench: string,
  { intentId, benchSeq }: Pick<IntentEnvelope, 'intentId' | 'benchSeq'>,
) {
  const rows = await db
    .selectFrom('intents')
    .select([...answerColumns, 'intent_id', 'bench_seq', 'envelope'])
    .where((row) =>
      row.or([
        row('intent_id', '=', intentId),
        row.and([row('bench_id', '=', bench), row('bench_seq', 'in', [benchSeq - 1, benchSeq, benchSeq + 1])]),
      ]),
    )
    .execute()
  const linkAt = (seq: number) => {
    const row = rows.find(({ bench_id, bench_seq }) => bench_id === bench && bench_seq === seq)
    if (row === undefined) return undefined
    const { prevHash }: Pick<IntentEnvelope, 'prevHash'> = JSON.parse(row.envelope)
    return { hash: row.hash, prevHash }
  }
  const first = rows.find(({ intent_id }) => intent_id === intentId)
  return {
    first: first && answeredOf(intentId, first),
    links: { before: linkAt(benchSeq - 1), same: linkAt(benchSeq), after: linkAt(benchSeq + 1) },
  }
}

export async function insertIntent(
  db: Db,
  intent: {
    readonly bench: string
    readonly envelope: IntentEnvelope
    /** As it arrived: only this form has the hash that was signed. */
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
