// The recorded databases as other versions of their structure would have held them. Earlier ones: the old tables, with the rows that fit into
// them. Later ones: what the migrations made of the recording.
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { Kysely, Migrator, SqliteDialect } from 'kysely'
import { z } from 'zod'
import { migrations as centralMigrations } from '../../../src/central/store/migrations'
import type { Signer } from '../../../src/main/engine/store/contract/store'
import { migrations as benchMigrations } from '../../../src/main/engine/store/migrations'
import { migrate, openStore } from '../../../src/main/engine/store/open'
import { systemClock } from '../../../src/platform/system-ports'
import { benchId } from '../../../src/shared/model/ids'
import { pack, readDatabase, recorded, tablesOf, unpack } from '../files'

const columnsOf = (connection: Connection, schema: string, table: string): readonly string[] =>
  connection
    .prepare<[string, string], string>('SELECT name FROM pragma_table_info(?, ?) ORDER BY cid')
    .pluck()
    .all(table, schema)

/** What both have: tables and columns. What the target's migrations have put in gives way. */
function copyInto(connection: Connection, from: string, tables: readonly string[]): void {
  connection.pragma('foreign_keys = OFF')
  connection.prepare('ATTACH ? AS source').run(from)
  for (const table of tables) {
    const known = columnsOf(connection, 'source', table)
    const columns = columnsOf(connection, 'main', table).filter((column) => known.includes(column))
    const list = columns.map((column) => `"${column}"`).join()
    connection.exec(
      `DELETE FROM main."${table}"; INSERT INTO main."${table}" (${list}) SELECT ${list} FROM source."${table}"`,
    )
  }
  connection.exec('DETACH source')
}

/** The bench's structure of this number is the first that keeps resolutions. */
const withResolutions = 4

const key = z.object({ benchId: z.string(), value: z.string() })

function recordedSigner(): Signer {
  const secrets: Readonly<Record<string, string>> = JSON.parse(readFileSync(recorded('bench/secrets.json'), 'utf8'))
  const kept = key.parse(JSON.parse(secrets.benchPrivateKey ?? ''))
  return { benchId: benchId(kept.benchId), privateKeyPem: kept.value }
}

/** Those that are missing, from the recorded bench. */
export function recordBenchVersions(folder: string): void {
  const [file, before] = [join(folder, 'newest.db'), join(folder, 'without-resolutions.db')]
  unpack('bench/bench.db.br', file)
  withoutResolutions(file, recordedSigner(), before)
  for (let version = 1; version <= benchMigrations.length; version++) {
    const name = `bench-versions/${version}.db.br`
    if (existsSync(recorded(name))) continue
    const made = join(folder, `bench-${version}.db`)
    const isNewer = version > readDatabase(file, (each) => Number(each.pragma('user_version', { simple: true })))
    if (isNewer) copyFileSync(file, made)
    const connection = new BetterSqlite3(made)
    migrate(connection, version)
    if (isNewer) {
      connection.close()
      pack(made, name)
      continue
    }
    const tables = tablesOf(connection)
    copyInto(
      connection,
      file,
      tables.filter((table) => table !== 'outbox'),
    )
    copyInto(connection, version < withResolutions ? before : file, ['outbox'])
    connection.exec('VACUUM')
    connection.close()
    pack(made, name)
  }
}

interface KeptIntent {
  readonly intent_id: string
  readonly body: string
  readonly actor: string
  readonly state: string
  readonly attempts: number
  readonly last_problem: string | null
  readonly accepted_version: number | null
  readonly in_mirror: number
}

/** The same acts but for the resolutions, chained and signed anew, since a chain has no gaps. */
function withoutResolutions(file: string, signer: Signer, to: string): void {
  const kept = readDatabase(file, (connection) =>
    connection.prepare<[], KeptIntent>(`SELECT * FROM outbox WHERE kind <> 'conflict.resolve' ORDER BY position`).all(),
  )
  const ids = kept.map(({ intent_id }) => intent_id)[Symbol.iterator]()
  const opened = openStore({ file: to, clock: systemClock, ids: { next: () => String(ids.next().value) }, signer })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  for (const { body, actor } of kept) {
    opened.value.outbox.enqueue({ body: JSON.parse(body), actor: JSON.parse(actor) })
  }
  opened.value.close()
  const connection = new BetterSqlite3(to)
  const settle = connection.prepare<[KeptIntent]>(
    `UPDATE outbox SET state = @state, attempts = @attempts, last_problem = @last_problem, accepted_version = @accepted_version,
     in_mirror = @in_mirror WHERE intent_id = @intent_id`,
  )
  for (const each of kept) settle.run(each)
  connection.close()
}

const newestIn = (file: string): string =>
  readDatabase(file, (connection) => String(connection.prepare('SELECT max(name) FROM kysely_migration').pluck().get()))

/** Those that are missing, from the recorded central. */
export async function recordCentralVersions(folder: string): Promise<void> {
  const file = join(folder, 'newest.sqlite')
  unpack('central/central.sqlite.br', file)
  for (const version of Object.keys(centralMigrations)) {
    const name = `central-versions/${version}.sqlite.br`
    if (existsSync(recorded(name))) continue
    const made = join(folder, `central-${version}.sqlite`)
    const isNewer = version > newestIn(file)
    if (isNewer) copyFileSync(file, made)
    const connection = new BetterSqlite3(made)
    const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: connection }) })
    await new Migrator({ db, provider: { getMigrations: async () => centralMigrations } }).migrateTo(version)
    const tables = tablesOf(connection).filter((table) => !table.startsWith('kysely_'))
    if (!isNewer) copyInto(connection, file, [...tables, 'sqlite_sequence'])
    connection.exec('VACUUM')
    await db.destroy()
    pack(made, name)
  }
}
