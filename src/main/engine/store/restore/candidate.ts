// Whether a file can be restored from: a backup of this very bench, whole, and of no newer program.
import { existsSync, statSync } from 'node:fs'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { errorCode, errorText } from '../../../../shared/error-text'
import { ok, type Result, refused } from '../../../../shared/result'
import type { CandidateProblem, RestoreCandidate } from '../../../../shared/views/health'
import { checkBackup } from '../backup/verify'
import type { Identity } from '../contract'
import { fromJson } from '../database'
import { migrations } from '../migrations'
import { publicKeysIn } from '../outbox/links'
import { versionOnDisk } from './salvage-copy'

export interface CandidateRefusal {
  readonly kind: CandidateProblem
  /** For the log. */
  readonly detail: string
}

export interface CandidateNeeds {
  readonly file: string
  /** The bench's own databases, the present one first; the first that can be read says which bench this is. */
  readonly own: readonly string[]
  readonly atMs: number
}

/** Blocks while the file is read from end to end: for a worker, or for a command line. */
export function inspectCandidate({ file, own, atMs }: CandidateNeeds): Result<RestoreCandidate, CandidateRefusal> {
  const known = migrations.length
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return refused({ kind: 'noSuchFile', detail: file })
  const version = versionOnDisk(file)
  if (version > known) return refused({ kind: 'newer', detail: `${version}` })
  const whose = benchIn(file)
  if (!whose.ok) return whose
  const content = checkBackup(file)
  if (!content.ok) return refused({ kind: 'damaged', detail: content.problem })
  const mine = firstReadable(own)
  // SECURITY: what one bench has signed must never be taken for another's.
  if (mine !== null && isOther(mine, whose.value)) {
    return refused({ kind: 'otherBench', detail: whose.value.identity?.facilityName ?? '' })
  }
  const newerIntents = Math.max(0, (mine?.intents ?? 0) - content.value.intents)
  return ok({ atMs, ...content.value, facilityName: whose.value.identity?.facilityName ?? null, newerIntents })
}

function firstReadable(own: readonly string[]): Whose | null {
  for (const file of own) {
    const whose = existsSync(file) ? benchIn(file) : null
    if (whose?.ok === true) return whose.value
  }
  return null
}

interface Whose {
  readonly identity: Identity | null
  /** Every identity that it has had. */
  readonly ids: readonly string[]
  readonly intents: number
}

const isOther = (mine: Whose, theirs: Whose): boolean =>
  mine.ids.length > 0 && theirs.ids.length > 0 && !theirs.ids.some((id) => mine.ids.includes(id))

function benchIn(file: string): Result<Whose, CandidateRefusal> {
  let connection: Connection | null = null
  try {
    connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
    const tables = connection
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE name IN ('journal', 'outbox', 'profile')`)
      .pluck()
      .all()
    if (tables.length < 3) return refused({ kind: 'notABackup', detail: `tables: ${tables.join(', ')}` })
    const text = connection.prepare<[], string>(`SELECT value FROM profile WHERE name = 'identity'`).pluck().get()
    const identity = text === undefined ? null : fromJson<Identity>(text)
    const ids = new Set([...Object.keys(publicKeysIn(connection)), ...(identity === null ? [] : [identity.benchId])])
    const intents = connection.prepare<[], number>('SELECT count(*) FROM outbox').pluck().get() ?? 0
    return ok({ identity, ids: [...ids], intents })
  } catch (error) {
    const code = errorCode(error) ?? ''
    const detail = errorText(error)
    return refused({ kind: code === 'SQLITE_NOTADB' ? 'notABackup' : 'damaged', detail })
  } finally {
    connection?.close()
  }
}
