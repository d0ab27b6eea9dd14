// What happens before central serves from a PostgreSQL database: one process at a time checks and migrates it.
import { Client, type ClientConfig, DatabaseError } from 'pg'
import { ok, type Result, refused } from '../../../shared/result'
import type { StoreProblem } from '../store'
import { whyOf } from './problems'

/** Any number, but the same in all versions of central. Advisory locks are per database, so other databases are not affected. */
const preparationLock = 7_411_001
const oldestVersion = 150_000

export interface Preparation {
  /** `15.8`, say. */
  readonly version: string
  /** Lets the next process begin. */
  end(): Promise<void>
}

/** Waits until no other central prepares this database. The lock belongs to the connection: a process that dies releases it. */
export async function beginPreparation(
  config: ClientConfig,
  where: string,
  tell: (sentence: string) => void,
): Promise<Result<Preparation, StoreProblem>> {
  const client = new Client(config)
  // Without a listener it would end the process; whoever waits for an answer gets the error anyway.
  client.on('error', () => {})
  try {
    await client.connect()
    const version = await serverOf(client, where)
    if (version.ok) await takeLock(client, tell)
    else await client.end()
    return version.ok ? ok({ version: version.value, end: () => client.end() }) : version
  } catch (problem) {
    await client.end().catch(() => {})
    return refused(refusalOf(problem, where))
  }
}

/** The server's own refusal, or why it was not reached. */
export const refusalOf = (problem: unknown, where: string): StoreProblem => ({
  kind: problem instanceof DatabaseError ? 'databaseRefuses' : 'databaseOutOfReach',
  where,
  why: whyOf(problem),
})

async function serverOf(client: Client, where: string): Promise<Result<string, StoreProblem>> {
  const { rows } = await client.query<{ number: string; version: string; encoding: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version,
      current_setting('server_encoding') as encoding`,
  )
  const [{ number = '0', version = 'unknown', encoding = 'unknown' } = {}] = rows
  if (Number(number) < oldestVersion) return refused({ kind: 'databaseTooOld', where, version })
  if (encoding !== 'UTF8') return refused({ kind: 'databaseNotUnicode', where, encoding })
  return ok(version.split(' ')[0] ?? version)
}

async function takeLock(client: Client, tell: (sentence: string) => void) {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [preparationLock])
  if (rows[0]?.got === true) return
  tell('Database: another central is preparing it; waiting.')
  await client.query('select pg_advisory_lock($1)', [preparationLock])
}
