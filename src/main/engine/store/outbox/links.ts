// The outbox as a chain that can be checked without anybody's word: number, hash of the one before, own hash, signature.
import type { Database as Connection } from 'better-sqlite3'
import { genesisHash, intentHash, verifyHash } from '../../../../trust'
import { fromJson } from '../database'
import { entryColumns, entryOf, type OutboxRow } from './rows'

export interface Link {
  readonly row: OutboxRow
  readonly before: { readonly hash: string } | null
  readonly after: { readonly prev_hash: string } | null
  /** SPKI, DER, base64; null for an identity whose key this bench doesn't remember. */
  readonly publicKey: string | null
}

export type LinkProblem = 'unreadable' | 'wrongHash' | 'wrongSignature' | 'notInChain'

/** Why a row is not the link it says it is; null if it is. A hole before or after it is no problem of the row itself. */
export function linkProblem({ row, before, after, publicKey }: Link): LinkProblem | null {
  const hash = hashOf(row)
  if (hash === null) return 'unreadable'
  if (hash !== row.hash) return 'wrongHash'
  if (publicKey !== null && !verifyHash(publicKey, row.hash, row.signature)) return 'wrongSignature'
  if (row.bench_seq === 1 && row.prev_hash !== genesisHash) return 'notInChain'
  const isInChain =
    (before === null || before.hash === row.prev_hash) && (after === null || after.prev_hash === row.hash)
  return isInChain ? null : 'notInChain'
}

function hashOf(row: OutboxRow): string | null {
  try {
    return intentHash(row.prev_hash, entryOf(row).envelope)
  } catch {
    return null
  }
}

/** The keys by bench id that this bench has signed with, as its profile keeps them. */
export function publicKeysIn(connection: Connection): Readonly<Record<string, string>> {
  const text = connection.prepare<[], string>(`SELECT value FROM profile WHERE name = 'publicKeys'`).pluck().get()
  return text === undefined ? {} : fromJson<Record<string, string>>(text)
}

export function neighboursIn(connection: Connection) {
  const before = connection.prepare<[string, number], { hash: string }>(
    'SELECT hash FROM outbox WHERE bench_id = ? AND bench_seq = ?',
  )
  const after = connection.prepare<[string, number], { prev_hash: string }>(
    'SELECT prev_hash FROM outbox WHERE bench_id = ? AND bench_seq = ?',
  )
  return ({ bench_id, bench_seq }: OutboxRow): Pick<Link, 'before' | 'after'> => ({
    before: before.get(bench_id, bench_seq - 1) ?? null,
    after: after.get(bench_id, bench_seq + 1) ?? null,
  })
}

/** Every intent with its neighbours, in the order in which they were written. */
export function* linksOf(connection: Connection): Iterable<Link> {
  const keys = publicKeysIn(connection)
  const neighbours = neighboursIn(connection)
  const rows = connection.prepare<[], OutboxRow>(`SELECT ${entryColumns} FROM outbox ORDER BY position`)
  for (const row of rows.iterate()) yield { row, ...neighbours(row), publicKey: keys[row.bench_id] ?? null }
}
