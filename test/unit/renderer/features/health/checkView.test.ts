import { beforeAll, describe, expect, it } from 'vitest'
import { healthOf } from '../../../../../src/main/engine/health/checks/decide'
import { checkView, inOrder } from '../../../../../src/renderer/features/health/checkView'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import type { Crash, HealthFacts } from '../../../../../src/shared/views/health'
import { aHealthReader, healthFactsOf, healthNowMs as now } from '../../../../support/builders/health'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const facts = healthFactsOf()
const crash: Crash = { atMs: now - 60_000, what: 'engine', how: '11', dump: null }
const blocked = aHealthReader({ connection: { kind: 'blocked', why: 'permission' } })

beforeAll(() => startI18n('en'))

const daysOffline = {
  outbox: { waiting: 3, oldestMs: now - 3 * 86_400_000, conflicts: 0 },
  central: { link: { kind: 'offline', sinceMs: now - 3 * 86_400_000, nextAttemptMs: null }, lastContactMs: null },
} as const satisfies Partial<HealthFacts>

/** One bench for each finding that is not well, and some that are. */
const benches: readonly Partial<HealthFacts>[] = [
  {},
  { database: { ...facts.database, checked: null } },
  { database: { ...facts.database, checked: { atMs: now, problem: 'page 7' } } },
  { database: { ...facts.database, problem: 'newerDatabase' } },
  { backup: { lastMs: null, problem: null } },
  { backup: { lastMs: null, problem: null }, startedMs: now },
  { backup: { lastMs: now, problem: { why: 'diskLow', detail: '12' } } },
  { backup: { lastMs: 0, problem: { why: 'refused', detail: 'read-only' } } },
  { disk: { freeBytes: 500e6 } },
  { disk: { freeBytes: 1e6 } },
  { disk: { freeBytes: null } },
  { readers: [] },
  { readers: [blocked, aHealthReader()] },
  { readers: [aHealthReader({ connection: { kind: 'ready', quietSinceMs: now - 60_000 } })] },
  { readers: [aHealthReader({ connection: { kind: 'ready', quietSinceMs: now - 20 * 3_600_000 } })] },
  { readers: [aHealthReader({ connection: { kind: 'absent' } })] },
  { central: { link: { kind: 'revoked' }, lastContactMs: null } },
  { central: { link: { kind: 'offline', sinceMs: 0, nextAttemptMs: null }, lastContactMs: null } },
  { central: { link: { kind: 'offlineOnPurpose', sinceMs: 0 }, lastContactMs: null } },
  { central: { link: { kind: 'notEnrolled' }, lastContactMs: null } },
  { central: { link: { kind: 'enrolmentRefused', why: { kind: 'codeUnknown' }, url: 'x' }, lastContactMs: null } },
  { outbox: { waiting: 3, oldestMs: now - 5 * 3_600_000, conflicts: 0 } },
  { outbox: { waiting: 3, oldestMs: 0, conflicts: 0 } },
  daysOffline,
  { outbox: { waiting: 0, oldestMs: null, conflicts: 2 } },
  { clock: { offsetMs: -90_000, verdict: 'off' } },
  { clock: { offsetMs: 900_000, verdict: 'wrong' } },
  { clock: { offsetMs: null, verdict: 'unknown' } },
  { crashes: [crash] },
  { crashes: Array.from({ length: 6 }, () => crash) },
]

describe('what was looked at', () => {
  it.each(benches)('is told in whole sentences, with a next step where one is due: %j', (change) => {
    const bench = healthFactsOf(change)
    for (const check of healthOf(bench, now).checks) {
      const { what, next } = checkView(check, bench, t, formatFor('en-GB'), now)
      expect(what).not.toMatch(/[{}]|health\.|undefined|NaN/)
      expect(what.trim()).not.toBe('')
      expect(next === null, `${check.name} ${check.found}`).toBe(check.status === 'ok')
    }
  })

  it('names the reader that is in trouble, not the one that works', () => {
    const bench = healthFactsOf({ readers: [aHealthReader(), { ...blocked, modelName: 'HF reader' }] })
    const check = healthOf(bench, now).checks.find(({ name }) => name === 'readers')
    expect(check && checkView(check, bench, t, formatFor('en-GB'), now).what).toBe("HF reader can't be used")
  })

  it('has what is not well first', () => {
    const { checks } = healthOf(healthFactsOf({ readers: [], disk: { freeBytes: 0 } }), now)
    expect(
      inOrder(checks)
        .map(({ name }) => name)
        .slice(0, 3),
    ).toEqual(['disk', 'readers', 'database'])
  })
})
