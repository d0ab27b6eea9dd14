// What others need to take the same vials in: each as it is meant to be used, installed into a folder that is thrown away. Where one does not
// install or run, that is said instead.
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import BetterSqlite3 from 'better-sqlite3'

export interface OtherEngine {
  readonly name: string
  /** What survives a power cut when a write has returned. */
  readonly durability: string
  /** How many vials it was given. */
  readonly rows: number
  readonly rowsPerSecond: number | null
  /** Why there is no figure. */
  readonly why: string | null
}

interface Candidate {
  readonly name: string
  readonly durability: string
  readonly packages: readonly string[]
  /** One that it shares with Cryobench, so that both write by the same SQLite: its own would be fetched from GitHub, or compiled for minutes. */
  readonly shared: string | null
  /** Beside this file; called with the file of rows (NDJSON) and a folder, prints rows a second. */
  readonly program: string
}

const candidates: readonly Candidate[] = [
  {
    name: 'PouchDB 9, replication between two LevelDB databases in one process',
    durability: 'LevelDB without sync: the last writes may be lost',
    packages: ['pouchdb@9.0.0'],
    shared: null,
    program: 'pouchdb.cjs',
  },
  {
    name: '@powersync/node 1.1, local apply of one bucket',
    durability: 'WAL, synchronous=NORMAL: the last transactions may be lost',
    packages: ['@powersync/node@1.1.0'],
    shared: 'better-sqlite3',
    program: 'powersync.mjs',
  },
]

const run = promisify(execFile)
/** Others are measured with at most so many rows: PouchDB alone would take an hour for a million. */
const rowsAtMost = 100_000
const longestMs = 15 * 60_000

export async function otherEngines(synced: string, folder: string): Promise<readonly OtherEngine[]> {
  const file = join(folder, 'rows.ndjson')
  const lines = rowsOf(synced)
  writeFileSync(file, lines.join(''))
  const found: OtherEngine[] = []
  for (const candidate of candidates) {
    const { name, durability } = candidate
    found.push({ name, durability, rows: lines.length, ...(await measured(candidate, file, folder)) })
  }
  return found
}

const folderOf = (name: string): string => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))

function rowsOf(synced: string): readonly string[] {
  const db = new BetterSqlite3(synced, { readonly: true })
  try {
    const all = db.prepare('SELECT * FROM container ORDER BY id LIMIT ?').all(rowsAtMost)
    return all.map((row) => `${JSON.stringify(row)}\n`)
  } finally {
    db.close()
  }
}

async function measured({ packages, shared, program }: Candidate, rows: string, folder: string) {
  const own = join(folder, program.replace(/\W/g, '-'))
  mkdirSync(own)
  try {
    writeFileSync(join(own, 'package.json'), '{"private":true}')
    await run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: own, timeout: longestMs })
    if (shared !== null) symlinkSync(folderOf(shared), join(own, 'node_modules', shared), 'dir')
    copyFileSync(resolve(import.meta.dirname, 'others', program), join(own, program))
    const { stdout } = await run(process.execPath, [program, rows, own], { cwd: own, timeout: longestMs })
    return { rowsPerSecond: Number(stdout.trim().split('\n').at(-1)), why: null }
  } catch (error) {
    const [why = 'failed'] = String(error instanceof Error ? error.message : error)
      .split('\n')
      .slice(-3)
    return { rowsPerSecond: null, why }
  }
}
