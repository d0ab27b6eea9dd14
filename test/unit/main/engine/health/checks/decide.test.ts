import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { healthOf, thresholds, untoldStatus } from '../../../../../../src/main/engine/health/checks/decide'
import type { Crash, HealthCheckName, HealthFacts } from '../../../../../../src/shared/views/health'
import { aHealthReader, healthFactsOf, healthNowMs as now } from '../../../../../support/builders/health'

const found = (facts: HealthFacts, name: HealthCheckName) => {
  const check = healthOf(facts, now).checks.find((each) => each.name === name)
  return `${check?.found}: ${check?.status}`
}
const crash = (agoMs: number): Crash => ({ atMs: now - agoMs, what: 'engine', how: '11', dump: null })
const low = { why: 'diskLow', detail: '12' } as const
const facts = healthFactsOf()
const { database, outbox, central, backup } = facts
const link = (value: HealthFacts['central']['link']) => ({ central: { ...central, link: value } })
const waitingFor = (ageMs: number, conflicts = 0) => ({ outbox: { waiting: 3, oldestMs: now - ageMs, conflicts } })
const mib = 1024 * 1024
const minute = 60_000
const day = 1440 * minute
const offline = link({ kind: 'offline', sinceMs: now - 5 * day, nextAttemptMs: now })
const onPurpose = link({ kind: 'offlineOnPurpose', sinceMs: now - 5 * day })

describe('a bench', () => {
  it('is well when nothing is wrong', () => {
    expect(healthOf(facts, now)).toMatchObject({ status: 'ok' })
  })

  it.each<[HealthCheckName, Partial<HealthFacts>, string]>([
    ['database', { database: { ...database, checked: null } }, 'unchecked: ok'],
    ['database', { database: { ...database, checked: { atMs: now, problem: 'page 7' } } }, 'damaged: stop'],
    ['database', { database: { ...database, problem: 'newerDatabase' } }, 'notOpen: stop'],
    ['backup', { backup: { lastMs: null, problem: null } }, 'overdue: attention'],
    ['backup', { backup: { lastMs: null, problem: null }, startedMs: now - 119 * minute }, 'notYet: ok'],
    ['backup', { backup: { lastMs: facts.startedMs - 1, problem: null } }, 'overdue: attention'],
    ['backup', { backup: { lastMs: 0, problem: null }, startedMs: now - minute }, 'recent: ok'],
    // Nothing has changed since: none is due.
    ['backup', { backup: { lastMs: facts.startedMs, problem: null } }, 'recent: ok'],
    ['backup', { backup: { ...backup, problem: low } }, 'failing: attention'],
    ['backup', { backup: { lastMs: now - thresholds.backupFailingLongMs, problem: low } }, 'failingLong: stop'],
    ['disk', { disk: { freeBytes: 1024 * mib } }, 'enough: ok'],
    ['disk', { disk: { freeBytes: 1024 * mib - 1 } }, 'low: attention'],
    ['disk', { disk: { freeBytes: 256 * mib - 1 } }, 'full: stop'],
    ['disk', { disk: { freeBytes: null } }, 'unknown: attention'],
    ['readers', { readers: [] }, 'none: attention'],
    ['readers', { readers: [aHealthReader({ connection: { kind: 'absent' } })] }, 'away: attention'],
    ['readers', { readers: [aHealthReader(), aHealthReader({ connection: { kind: 'absent' } })] }, 'ready: ok'],
    [
      'readers',
      { readers: [aHealthReader(), aHealthReader({ connection: { kind: 'blocked', why: 'permission' } })] },
      'blocked: attention',
    ],
    [
      'readers',
      { readers: [aHealthReader({ simulated: true }), aHealthReader({ connection: { kind: 'absent' } })] },
      'away: attention',
    ],
    ['readers', { readers: [aHealthReader({ simulated: true })] }, 'ready: ok'],
    [
      'readers',
      { readers: [aHealthReader({ connection: { kind: 'ready', quietSinceMs: now - 60_000 } })] },
      'quiet: ok',
    ],
    [
      'readers',
      { readers: [aHealthReader(), aHealthReader({ connection: { kind: 'ready', quietSinceMs: now - 60_000 } })] },
      'ready: ok',
    ],
    [
      'readers',
      { readers: [aHealthReader({ connection: { kind: 'ready', quietSinceMs: now - 12 * 3_600_000 } })] },
      'quietLong: attention',
    ],
    ['central', link({ kind: 'offline', sinceMs: now - 14 * minute, nextAttemptMs: null }), 'offline: ok'],
    ['central', link({ kind: 'offline', sinceMs: now - 15 * minute, nextAttemptMs: null }), 'offlineLong: attention'],
    ['central', link({ kind: 'offlineOnPurpose', sinceMs: now - 479 * minute }), 'onPurpose: ok'],
    ['central', link({ kind: 'offlineOnPurpose', sinceMs: now - 480 * minute }), 'onPurposeLong: attention'],
    ['central', link({ kind: 'firstSync', received: 1, total: null }), 'connecting: ok'],
    ['central', link({ kind: 'notEnrolled' }), 'notEnrolled: attention'],
    ['central', link({ kind: 'enrolmentRefused', why: { kind: 'codeUnknown' }, url: 'x' }), 'refused: attention'],
    ['central', link({ kind: 'revoked' }), 'revoked: stop'],
    ['central', link({ kind: 'keysLost' }), 'keysLost: stop'],
    ['central', link({ kind: 'keyStoreLocked', sinceMs: now }), 'keyStoreLocked: stop'],
    ['outbox', {}, 'empty: ok'],
    ['outbox', waitingFor(minute), 'moving: ok'],
    ['outbox', waitingFor(60 * minute), 'waiting: attention'],
    ['outbox', waitingFor(day), 'waitingLong: stop'],
    ['outbox', waitingFor(day, 1), 'waitingLong: stop'],
    ['outbox', { outbox: { ...outbox, conflicts: 1 } }, 'conflicts: attention'],
    ['outbox', { ...waitingFor(60 * minute - 1), ...offline }, 'moving: ok'],
    ['outbox', { ...waitingFor(60 * minute), ...offline }, 'waitingOffline: attention'],
    ['outbox', { ...waitingFor(5 * day), ...offline }, 'waitingOffline: attention'],
    ['outbox', { ...waitingFor(5 * day), ...onPurpose }, 'waitingOffline: attention'],
    ['outbox', { ...waitingFor(5 * day, 1), ...offline }, 'conflicts: attention'],
    ['outbox', { ...waitingFor(5 * day), ...link({ kind: 'revoked' }) }, 'waitingLong: stop'],
    ['outbox', { ...waitingFor(5 * day), ...link({ kind: 'notEnrolled' }) }, 'waitingLong: stop'],
    // A clock that was set back makes no work old.
    ['outbox', { outbox: { ...outbox, waiting: 1, oldestMs: now + 1e9 } }, 'moving: ok'],
    ['clock', { clock: { offsetMs: 1, verdict: 'off' } }, 'off: attention'],
    ['clock', { clock: { offsetMs: 1, verdict: 'wrong' } }, 'wrong: stop'],
    ['feed', { feed: { aside: 0, entity: null, key: null } }, 'whole: ok'],
    ['feed', {}, 'whole: ok'],
    ['feed', { feed: { aside: 1, entity: 'tank', key: '7' } }, 'aside: attention'],
    ['crashes', { crashes: [crash(1440 * minute)] }, 'none: ok'],
    ['crashes', { crashes: [crash(minute)] }, 'some: attention'],
    ['crashes', { crashes: [1, 2, 3, 4, 5].map(crash) }, 'many: stop'],
    // A clock that was an hour ahead then; and one that was a year ahead, whose crashes would count for as long.
    ['crashes', { crashes: [crash(-60 * minute)] }, 'some: attention'],
    ['crashes', { crashes: [1, 2, 3, 4, 5].map((n) => crash(n - 365 * day)) }, 'none: ok'],
    // Heard while the clock was ahead: another reader has been heard since.
    [
      'readers',
      { readers: [aHealthReader(), aHealthReader({ connection: { kind: 'ready', quietSinceMs: now + day } })] },
      'ready: ok',
    ],
  ])('%s of %j is %s', (name, change, expected) => {
    expect(found(healthFactsOf(change), name)).toBe(expected)
  })

  it('is as bad as the worst of it', () => {
    const both = healthFactsOf({ readers: [], disk: { freeBytes: 0 } })
    expect(healthOf(both, now).status).toBe('stop')
  })

  it.each([
    ['offline', offline],
    ['offline on purpose', onPurpose],
  ])('%s for days needs no help, however old its work is', (_name, away) => {
    expect(healthOf(healthFactsOf({ ...waitingFor(5 * day), ...away }), now).status).toBe('attention')
  })

  it('tells on the status bar only what has no part of its own there', () => {
    expect(untoldStatus(healthOf(healthFactsOf({ readers: [], ...link({ kind: 'revoked' }) }), now))).toBe('ok')
    expect(untoldStatus(healthOf(healthFactsOf({ disk: { freeBytes: 0 } }), now))).toBe('stop')
  })

  it('never gets better by time alone', () => {
    const rank = { ok: 0, attention: 1, stop: 2 }
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.option(fc.nat(1e9)), (later, agoMs, oldest) => {
        const aged = healthFactsOf({
          outbox: { waiting: oldest === null ? 0 : 1, oldestMs: oldest === null ? null : now - oldest, conflicts: 0 },
          central: { link: { kind: 'offline', sinceMs: now - agoMs, nextAttemptMs: null }, lastContactMs: null },
          backup: { lastMs: null, problem: null },
        })
        expect(rank[healthOf(aged, now + later).status]).toBeGreaterThanOrEqual(rank[healthOf(aged, now).status])
      }),
    )
  })
})
