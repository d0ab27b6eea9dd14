// Whether rows that are to be signed anew are still what was signed before. Bytes that a disk has spoiled, or that somebody has written into
// the file, must not become an act of this bench because it gets another identity. Pure.
import type { IntentAnswer } from '../../../../shared/api/bench'
import { linkProblem } from './links'
import type { OutboxRow } from './rows'

/** Of those that are not, as central would answer them. `keys`: by bench; the signature of one that is not known is not looked at. */
export const refusalsOf = (
  rows: readonly OutboxRow[],
  keys: Readonly<Record<string, string>>,
): readonly IntentAnswer[] =>
  rows.flatMap((row) => {
    const why = linkProblem({ row, before: null, after: null, publicKey: keys[row.bench_id] ?? null })
    if (why === null) return []
    const kind = why === 'wrongSignature' ? why : 'wrongHash'
    return [{ intentId: row.intent_id, result: 'rejected', problem: { kind }, version: null }]
  })
