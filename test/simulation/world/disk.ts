// The disk under a process: it can be full, fail, or have its process die in the middle of a write, and it knows what a power cut
// would leave of it.
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3, { type Database } from 'better-sqlite3'

/** Thrown to a process that is dead already: whatever it makes of it is seen by nobody. */
export class Killed extends Error {}

type Mishap =
  /** The process dies before its n-th commit from now is on disk, or right after it. */
  { readonly kind: 'killBefore' | 'killAfter' | 'ioError'; commits: number }

/** What a statement does, as far as a disk is concerned. `durable` and `relaxed` say what later commits are. */
export type Kind = 'read' | 'write' | 'commit' | 'durable' | 'relaxed' | 'other'

/** Where a write-ahead log stands, in frames. */
export interface LogPosition {
  readonly log: number
  readonly checkpointed: number
}

interface WrittenLog {
  /** Which log it was: SQLite salts each anew. */
  readonly salt: string
  readonly frames: number
}

/** The disk under one start of one process. */
export class Disk {
  isDead = false
  /** No write succeeds. */
  isFull = false
  commits = 0
  failures = 0
  readonly connections = new Set<Database>()
  private mishap: Mishap | null = null
  /** What a power cut leaves: all before the last commit that was made durable. */
  private durable: WrittenLog
  private isDurableMode = true
  /** Of the main database; asked again when the power is cut. */
  private position: () => LogPosition = () => ({ log: 0, checkpointed: 0 })

  constructor(
    readonly folder: string,
    /** Told when the process dies in the middle of a write. */
    private readonly died: () => void,
    /** What a power cut would leave is kept track of. */
    private readonly canLosePower = false,
  ) {
    // What the process before has left has outlived it.
    this.durable = canLosePower ? writtenIn(folder) : { salt: '', frames: 0 }
  }

  arm(mishap: Mishap) {
    this.mishap = mishap
  }

  heal() {
    this.mishap = null
    this.isFull = false
  }

  before(kind: Kind): void {
    if (this.isDead) throw new Killed('This process is dead')
    if (kind !== 'write' && kind !== 'commit') return
    if (this.isFull) this.fail('SQLITE_FULL', 'database or disk is full')
    if (kind !== 'commit' || this.mishap === null) return
    this.mishap.commits -= 1
    if (this.mishap.commits > 0 || this.mishap.kind === 'killAfter') return
    const { kind: what } = this.mishap
    this.mishap = null
    if (what === 'killBefore') this.die()
    this.fail('SQLITE_IOERR_WRITE', 'disk I/O error')
  }

  after(kind: Kind, database: Database, position: () => LogPosition): void {
    if (kind === 'durable') this.isDurableMode = true
    if (kind === 'relaxed') this.isDurableMode = false
    if (kind !== 'commit' || !mainDatabase.test(database.name)) return
    this.commits++
    if (this.canLosePower) this.note(database.name, position)
    if (this.mishap?.kind !== 'killAfter' || this.mishap.commits > 0) return
    this.mishap = null
    this.die()
  }

  /** Copies what the process leaves on disk into `target`; after a power cut only what was made durable. */
  leave(target: string, powerCut: boolean) {
    mkdirSync(target, { recursive: true })
    for (const name of readdirSync(this.folder)) {
      if (!name.endsWith('-shm')) copyTree(join(this.folder, name), join(target, name))
      if (powerCut && name.endsWith('-wal')) this.cut(join(this.folder, name), join(target, name))
    }
  }

  private note(file: string, position: () => LogPosition) {
    this.position = position
    if (this.isDurableMode) this.durable = { salt: saltOf(`${file}-wal`), frames: position().log }
  }

  /** What SQLite has moved to the database was synced before. */
  private cut(log: string, copy: string) {
    const { checkpointed } = this.position()
    const frames = Math.max(saltOf(log) === this.durable.salt ? this.durable.frames : 0, checkpointed)
    const length = logHeaderBytes + frames * (frameHeaderBytes + pageBytes)
    if (statSync(copy).size > length) truncateSync(copy, frames === 0 ? 0 : length)
  }

  private die(): never {
    this.isDead = true
    this.died()
    throw new Killed('The process died here')
  }

  private fail(code: string, message: string): never {
    this.failures++
    const failure = new BetterSqlite3.SqliteError(message, code)
    failedOn.set(failure, this)
    throw failure
  }
}

const failedOn = new WeakMap<object, Disk>()

/** The disk whose mishap this error is; undefined for any other error. */
export const diskOfFailure = (error: unknown): Disk | undefined =>
  typeof error === 'object' && error !== null ? failedOn.get(error) : undefined

/** Backups and locks are databases of their own. */
const mainDatabase = /[/\\](?:bench\.db|central\.sqlite)$/
const logHeaderBytes = 32
const frameHeaderBytes = 24
const pageBytes = 4096

function saltOf(log: string): string {
  const header = Buffer.alloc(logHeaderBytes)
  const opened = openSync(log, 'r')
  try {
    readSync(opened, header, 0, logHeaderBytes, 0)
  } finally {
    closeSync(opened)
  }
  return header.toString('hex', 16, 24)
}

function writtenIn(folder: string): WrittenLog {
  const log = join(folder, 'bench.db-wal')
  if (!existsSync(log) || statSync(log).size <= logHeaderBytes) return { salt: '', frames: 0 }
  const frames = Math.floor((statSync(log).size - logHeaderBytes) / (frameHeaderBytes + pageBytes))
  return { salt: saltOf(log), frames }
}

function copyTree(from: string, to: string) {
  if (!statSync(from).isDirectory()) return copyFileSync(from, to)
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) copyTree(join(from, name), join(to, name))
}
