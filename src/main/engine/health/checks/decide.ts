// From what is known of a bench to how it is. Pure: the one place with thresholds, for screen, status bar and monitoring alike.

import { assertNever } from '../../../../shared/assert-never'
import { backupReserveBytes } from '../../../../shared/model/limits'
import {
  type Health,
  type HealthCheck,
  type HealthCheckName,
  type HealthFacts,
  type HealthFindings,
  type HealthStatus,
  isRecentCrash,
} from '../../../../shared/views/health'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const mib = 1024 * 1024

/** docs/operations.md has these as a table. */
export const thresholds = {
  /** A bench that ran so long without a backup of its own should have one: they are made every hour. */
  backupOverdueMs: 2 * hourMs,
  backupFailingLongMs: dayMs,
  diskLowBytes: 1024 * mib,
  /** From here on no backup is made. */
  diskFullBytes: backupReserveBytes,
  offlineLongMs: 15 * minuteMs,
  onPurposeLongMs: 8 * hourMs,
  outboxWaitingMs: hourMs,
  outboxWaitingLongMs: dayMs,
  /** Longer than any shift: at a bench that is in use, a tag lay on the reader since. */
  readerQuietLongMs: 12 * hourMs,
  manyCrashes: 5,
} as const

type Decisions = { readonly [Name in HealthCheckName]: (facts: HealthFacts, nowMs: number) => HealthFindings[Name] }

const decisions: Decisions = {
  database({ database: { problem, checked } }) {
    if (problem !== null) return 'notOpen'
    if (checked === null) return 'unchecked'
    return checked.problem === null ? 'sound' : 'damaged'
  },
  backup({ backup: { lastMs, problem }, startedMs }, nowMs) {
    if (problem !== null) {
      return nowMs - (lastMs ?? startedMs) >= thresholds.backupFailingLongMs ? 'failingLong' : 'failing'
    }
    if (lastMs !== null && lastMs >= startedMs) return 'recent'
    if (nowMs - startedMs >= thresholds.backupOverdueMs) return 'overdue'
    return lastMs === null ? 'notYet' : 'recent'
  },
  disk({ disk: { freeBytes } }) {
    if (freeBytes === null) return 'unknown'
    if (freeBytes < thresholds.diskFullBytes) return 'full'
    return freeBytes < thresholds.diskLowBytes ? 'low' : 'enough'
  },
  readers({ readers }, nowMs) {
    // A simulated one that works is no reason to overlook a real one that doesn't.
    const real = readers.filter(({ simulated }) => !simulated)
    const judged = real.length > 0 ? real : readers
    if (judged.some(({ connection }) => connection.kind === 'blocked')) return 'blocked'
    // What is dated later than now was heard before the clock was set back: it says nothing of now.
    const quietSince = judged.flatMap(({ connection }) =>
      connection.kind === 'ready' ? [Math.min(connection.quietSinceMs ?? nowMs, nowMs)] : [],
    )
    if (quietSince.length === 0) return judged.length === 0 ? 'none' : 'away'
    const last = Math.max(...quietSince)
    if (last === nowMs) return 'ready'
    return nowMs - last >= thresholds.readerQuietLongMs ? 'quietLong' : 'quiet'
  },
  central({ central: { link } }, nowMs) {
    switch (link.kind) {
      case 'online':
        return 'connected'
      case 'enrolling':
      case 'firstSync':
        return 'connecting'
      case 'offline':
        return nowMs - link.sinceMs >= thresholds.offlineLongMs ? 'offlineLong' : 'offline'
      case 'offlineOnPurpose':
        return nowMs - link.sinceMs >= thresholds.onPurposeLongMs ? 'onPurposeLong' : 'onPurpose'
      case 'notEnrolled':
        return 'notEnrolled'
      case 'enrolmentRefused':
        return 'refused'
      case 'revoked':
      case 'keyStoreLocked':
      case 'keysLost':
        return link.kind
      default:
        return assertNever(link)
    }
  },
  outbox({ outbox: { waiting, oldestMs, conflicts }, central: { link } }, nowMs) {
    const ageMs = oldestMs === null ? 0 : nowMs - oldestMs
    const isAway = link.kind === 'offline' || link.kind === 'offlineOnPurpose'
    if (!isAway && ageMs >= thresholds.outboxWaitingLongMs) return 'waitingLong'
    if (conflicts > 0) return 'conflicts'
    // A bench is made to work for days offline: its work may be as old as that, and nobody has to be called for it.
    if (ageMs >= thresholds.outboxWaitingMs) return isAway ? 'waitingOffline' : 'waiting'
    return waiting === 0 ? 'empty' : 'moving'
  },
  clock: ({ clock }) => clock.verdict,
  feed: ({ feed }) => ((feed?.aside ?? 0) === 0 ? 'whole' : 'aside'),
  crashes({ crashes }, nowMs) {
    const recent = crashes.filter((each) => isRecentCrash(each, nowMs)).length
    if (recent === 0) return 'none'
    return recent >= thresholds.manyCrashes ? 'many' : 'some'
  },
}

const weights: { readonly [Name in HealthCheckName]: Readonly<Record<HealthFindings[Name], HealthStatus>> } = {
  database: { sound: 'ok', unchecked: 'ok', damaged: 'stop', notOpen: 'stop' },
  backup: { recent: 'ok', notYet: 'ok', overdue: 'attention', failing: 'attention', failingLong: 'stop' },
  disk: { enough: 'ok', low: 'attention', full: 'stop', unknown: 'attention' },
  readers: {
    ready: 'ok',
    quiet: 'ok',
    quietLong: 'attention',
    none: 'attention',
    away: 'attention',
    blocked: 'attention',
  },
  central: {
    connected: 'ok',
    connecting: 'ok',
    offline: 'ok',
    offlineLong: 'attention',
    onPurpose: 'ok',
    onPurposeLong: 'attention',
    notEnrolled: 'attention',
    refused: 'attention',
    revoked: 'stop',
    keyStoreLocked: 'stop',
    keysLost: 'stop',
  },
  outbox: {
    empty: 'ok',
    moving: 'ok',
    waiting: 'attention',
    waitingOffline: 'attention',
    waitingLong: 'stop',
    conflicts: 'attention',
  },
  // Approvals are refused while it is wrong.
  clock: { right: 'ok', unknown: 'ok', off: 'attention', wrong: 'stop' },
  feed: { whole: 'ok', aside: 'attention' },
  crashes: { none: 'ok', some: 'attention', many: 'stop' },
}

/** Without its database a bench knows neither its central nor its work, looks for no reader and makes no backup. */
const knownWithoutStore: ReadonlySet<HealthCheckName> = new Set(['database', 'disk', 'crashes'])

const rank: Readonly<Record<HealthStatus, number>> = { ok: 0, attention: 1, stop: 2 }

export const worst = (all: readonly HealthStatus[]): HealthStatus =>
  all.reduce<HealthStatus>((most, each) => (rank[each] > rank[most] ? each : most), 'ok')

export function healthOf(facts: HealthFacts, nowMs: number): Health {
  const check = <Name extends HealthCheckName>(name: Name) => {
    const found = decisions[name](facts, nowMs)
    return { name, found, status: weights[name][found] }
  }
  const checks: readonly HealthCheck[] = [
    check('database'),
    check('backup'),
    check('disk'),
    check('readers'),
    check('central'),
    check('outbox'),
    check('clock'),
    check('feed'),
    check('crashes'),
  ]
  const known = facts.database.problem === null ? checks : checks.filter(({ name }) => knownWithoutStore.has(name))
  return { status: worst(known.map(({ status }) => status)), checks: known }
}

/** The status bar tells of readers, central and what waits by parts of their own: this is the rest. */
const toldElsewhere: ReadonlySet<HealthCheckName> = new Set(['readers', 'central', 'outbox'])

export const untoldStatus = ({ checks }: Health): HealthStatus =>
  worst(checks.filter(({ name }) => !toldElsewhere.has(name)).map(({ status }) => status))
