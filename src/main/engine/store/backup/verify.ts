// Whether a backup can be trusted: its pages are whole, and its intents are those that this bench signed.
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { ok, type Result, refused } from '../../../../shared/result'
import { linkProblem, linksOf } from '../outbox/links'

export interface BackupContent {
  readonly reads: number
  readonly intents: number
}

/** The problem is a detail for the log. */
export function checkBackup(file: string): Result<BackupContent, string> {
  let connection: Connection | null = null
  try {
    connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
    const said = String(connection.pragma('integrity_check(1)', { simple: true }))
    if (said !== 'ok') return refused(said)
    if (Number(connection.pragma('user_version', { simple: true })) < 1) return refused('no version')
    let intents = 0
    for (const link of linksOf(connection)) {
      // The last signature of a chain vouches for every link before it: each names the hash of the one before.
      const problem = linkProblem(link.after === null ? link : { ...link, publicKey: null })
      if (problem !== null) return refused(`intent ${link.row.bench_seq}: ${problem}`)
      intents += 1
    }
    const reads = connection.prepare<[], number>('SELECT count(*) FROM journal').pluck().get() ?? 0
    return ok({ reads, intents })
  } catch (error) {
    return refused(String(error))
  } finally {
    connection?.close()
  }
}
