// What `--health` says: one line of JSON, and an exit status as monitoring agents expect it. Pure.
import {
  type Crash,
  type Health,
  type HealthFacts,
  type HealthStatus,
  isRecentCrash,
} from '../../../../shared/views/health'
import { healthOf } from './decide'
import type { HealthRead } from './file'

export interface Seen {
  readonly read: HealthRead
  readonly nowMs: number
  /** Whether the process that keeps the bench running is there. */
  readonly isAlive: (pid: number) => boolean
  /** As it is now, whatever the file says. */
  readonly freeBytes: number | null
  readonly crashes: readonly Crash[]
  readonly version: string
}

export interface Told {
  readonly line: object
  readonly exitCode: 0 | 1 | 2 | 3
}

/** The engine writes four times in this; a computer that slept writes within one. */
export const staleMs = 60_000

const words: Readonly<Record<HealthStatus, { readonly status: string; readonly exitCode: 0 | 1 | 2 }>> = {
  ok: { status: 'ok', exitCode: 0 },
  attention: { status: 'warning', exitCode: 1 },
  stop: { status: 'critical', exitCode: 2 },
}

export function toldHealth(seen: Seen): Told {
  const { read, version } = seen
  if (read.kind !== 'read') {
    const why = read.kind === 'none' ? 'no bench has used this folder' : `health.json: ${read.detail}`
    return { line: { status: 'unknown', version, running: false, why }, exitCode: 3 }
  }
  const { health } = read
  const facts: HealthFacts = { ...health.facts, disk: { freeBytes: seen.freeBytes }, crashes: seen.crashes }
  const run = runOf(seen, health)
  // A bench that was closed is judged as of its end: nobody could send what waited, or plug a reader in.
  const judged = healthOf(facts, run.kind === 'closed' ? health.writtenMs : seen.nowMs)
  const { status, exitCode } = words[statusOf(run, judged)]
  return { line: { status, version, ...run.told, ...lineOf(facts, judged, seen.nowMs, health.writtenMs) }, exitCode }
}

type Run = { readonly kind: 'running' | 'closed' | 'gone' | 'stale'; readonly told: object }

function runOf(
  { nowMs, isAlive }: Seen,
  { ended, shellPid, writtenMs }: { ended: boolean; shellPid: number; writtenMs: number },
): Run {
  if (ended) return { kind: 'closed', told: { running: false, why: 'closed normally' } }
  if (!isAlive(shellPid)) return { kind: 'gone', told: { running: false, why: 'ended without being closed' } }
  // A clock that was set back must not make an old file new for as long.
  if (Math.abs(nowMs - writtenMs) > staleMs) {
    return { kind: 'stale', told: { running: true, why: 'running, but silent for a minute or more' } }
  }
  return { kind: 'running', told: { running: true } }
}

function statusOf(run: Run, judged: Health): HealthStatus {
  if (run.kind === 'gone' || run.kind === 'stale') return 'stop'
  if (run.kind === 'closed' && judged.status === 'ok') return 'attention'
  return judged.status
}

const iso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())

function lineOf(facts: HealthFacts, judged: Health, nowMs: number, writtenMs: number) {
  const { database, backup, outbox, central, readers, crashes } = facts
  const { link } = central
  const { oldestMs } = outbox
  return {
    bench: facts.benchName,
    mode: facts.mode,
    database: judged.checks.find(({ name }) => name === 'database')?.found ?? 'unchecked',
    databaseBytes: database.bytes,
    schemaVersion: database.schemaVersion,
    lastBackup: iso(backup.lastMs),
    outbox: {
      count: outbox.waiting,
      oldestSeconds: oldestMs === null ? 0 : Math.max(0, Math.floor((nowMs - oldestMs) / 1000)),
      conflicts: outbox.conflicts,
    },
    central: {
      state: link.kind,
      since: 'sinceMs' in link ? iso(link.sinceMs) : null,
      lastContact: iso(central.lastContactMs),
    },
    reader: {
      ready: readers.filter(({ connection }) => connection.kind === 'ready').length,
      all: readers.map(({ model, seat, connection }) => ({ model, seat, state: connection.kind })),
    },
    clock: facts.clock.verdict,
    disk: facts.disk,
    crashes: crashes.filter((each) => isRecentCrash(each, nowMs)).length,
    problems: judged.checks.filter(({ status }) => status !== 'ok').map(({ name, found }) => `${name}: ${found}`),
    asOf: iso(writtenMs),
  }
}
