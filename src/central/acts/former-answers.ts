// What central answered a bench before the bench got another identity.
import type { IntentAnswer } from '../../shared/api/bench'
import type { Bench } from '../domain/benches/enrolment'
import type { Central } from '../domain/central'
import { findIntent } from '../store/intents'
import type { Db } from '../store/store'
import { whyWithdrawn } from './withdrawn'

/**
 * What central answered to these intents under the bench's earlier identities; those it never had are left out. One that a person has
 * withdrawn counts as refused: signed anew it would have another id, and nobody would know it again.
 */
export async function formerAnswers(
  { store: { db } }: Central,
  bench: Bench,
  intentIds: readonly string[],
): Promise<readonly IntentAnswer[]> {
  const former = await formerIdentities(db, bench.id)
  const answers: IntentAnswer[] = []
  for (const id of intentIds) {
    const withdrawn = await whyWithdrawn(db, bench, id)
    if (withdrawn) {
      answers.push({ intentId: id, result: 'duplicate', first: 'rejected', problem: { ...withdrawn }, version: null })
    }
    const found = await findIntent(db, id)
    if (!withdrawn && found && former.has(found.bench_id)) {
      answers.push({ ...found.answer, result: 'duplicate', first: found.answer.result })
    }
  }
  return answers
}

async function formerIdentities(db: Db, benchId: string): Promise<ReadonlySet<string>> {
  const former = new Set<string>()
  for (let id: string | null = benchId; id !== null; ) {
    const row: { renews: string | null } | undefined = await db
      .selectFrom('benches')
      .select('renews')
      .where('id', '=', id)
      .executeTakeFirst()
    id = row?.renews ?? null
    if (id === null || former.has(id)) break
    former.add(id)
  }
  return former
}
