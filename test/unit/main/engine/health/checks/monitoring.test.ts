import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HealthRead, readHealth } from '../../../../../../src/main/engine/health/checks/file'
import { type Seen, staleMs, toldHealth } from '../../../../../../src/main/engine/health/checks/monitoring'
import type { HealthFacts } from '../../../../../../src/shared/views/health'
import { healthFactsOf, healthNowMs as now } from '../../../../../support/builders/health'

const program = { version: '1', electron: '', chromium: '', node: '', system: '' }
const read = (change: Partial<HealthFacts> = {}, file: { ended?: boolean; writtenMs?: number } = {}): HealthRead => ({
  kind: 'read',
  health: {
    format: 1,
    writtenMs: now - 1000,
    shellPid: 4711,
    ended: false,
    program,
    facts: healthFactsOf(change),
    ...file,
  },
})
const seen = (change: Partial<Seen> = {}): Seen => ({
  read: read(),
  nowMs: now,
  isAlive: () => true,
  freeBytes: 50e9,
  crashes: [],
  version: '1.2.3',
  ...change,
})

describe('what a monitoring agent hears', () => {
  it.each<[string, Partial<Seen>, number, object]>([
    ['a bench that is well', {}, 0, { status: 'ok', running: true, version: '1.2.3', problems: [] }],
    ['no bench at all', { read: { kind: 'none' } }, 3, { status: 'unknown', running: false }],
    ['a file that is none', { read: { kind: 'unreadable', detail: 'x' } }, 3, { status: 'unknown', running: false }],
    ['a reader that is away', { read: read({ readers: [] }) }, 1, { status: 'warning', problems: ['readers: none'] }],
    ['a disk that is full by now', { freeBytes: 1 }, 2, { status: 'critical', disk: { freeBytes: 1 } }],
    ['one that was closed', { read: read({}, { ended: true }), isAlive: () => false }, 1, { running: false }],
    [
      'one that was closed long ago',
      { read: read({}, { ended: true, writtenMs: now - 1e9 }) },
      1,
      { status: 'warning' },
    ],
    ['one closed on a full disk', { read: read({}, { ended: true }), freeBytes: 1 }, 2, { status: 'critical' }],
    ['one that vanished', { isAlive: () => false }, 2, { status: 'critical', running: false }],
    ['one that hangs', { read: read({}, { writtenMs: now - staleMs - 1 }) }, 2, { status: 'critical', running: true }],
    ['one of the future', { read: read({}, { writtenMs: now + staleMs + 1 }) }, 2, { status: 'critical' }],
    [
      'work that waits',
      { read: read({ outbox: { waiting: 2, oldestMs: now - 90_000, conflicts: 0 } }) },
      0,
      { outbox: { count: 2, oldestSeconds: 90, conflicts: 0 } },
    ],
    [
      'a link that is down',
      {
        read: read({
          central: { link: { kind: 'offline', sinceMs: now - 60_000, nextAttemptMs: null }, lastContactMs: null },
        }),
      },
      0,
      { central: { state: 'offline', since: '2030-01-02T11:59:00.000Z', lastContact: null } },
    ],
    [
      'days of work without central',
      {
        read: read({
          outbox: { waiting: 2, oldestMs: now - 3 * 86_400_000, conflicts: 0 },
          central: { link: { kind: 'offlineOnPurpose', sinceMs: now - 3 * 86_400_000 }, lastContactMs: null },
        }),
      },
      1,
      { status: 'warning', problems: ['central: onPurposeLong', 'outbox: waitingOffline'] },
    ],
    [
      'days of work that central does not take',
      { read: read({ outbox: { waiting: 2, oldestMs: now - 3 * 86_400_000, conflicts: 0 } }) },
      2,
      { status: 'critical', problems: ['outbox: waitingLong'] },
    ],
  ])('of %s', (_name, change, exitCode, line) => {
    const told = toldHealth(seen(change))
    expect(told.exitCode).toBe(exitCode)
    expect(told.line).toMatchObject(line)
    expect(JSON.stringify(told.line)).not.toContain('\n')
  })

  it('asks of the process that the file names', () => {
    const asked: number[] = []
    toldHealth(seen({ isAlive: (pid) => asked.push(pid) > 0 }))
    expect(asked).toEqual([4711])
  })
})

describe('health.json', () => {
  it('is read or refused, whatever is in it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'health-'))
    const whole: unknown = JSON.parse(JSON.stringify(read())).health
    const mangled = fc.oneof(
      fc.string(),
      fc.json(),
      // One part of a whole file replaced by something else.
      fc
        .tuple(fc.constantFrom('facts', 'program', 'writtenMs', 'shellPid', 'ended', 'format'), fc.jsonValue())
        .map(([name, value]) => JSON.stringify({ ...(whole as object), [name]: value })),
      fc
        .tuple(
          fc.constantFrom('central', 'readers', 'crashes', 'database', 'backup', 'outbox', 'clock', 'disk'),
          fc.jsonValue(),
        )
        .map(([name, value]) => JSON.stringify({ ...(whole as object), facts: { ...healthFactsOf(), [name]: value } })),
    )
    fc.assert(
      fc.property(mangled, (text) => {
        writeFileSync(join(folder, 'health.json'), text)
        const found = readHealth(folder)
        if (found.kind !== 'read') expect(found.kind).toBe('unreadable')
      }),
    )
    writeFileSync(join(folder, 'health.json'), JSON.stringify(whole))
    expect(readHealth(folder)).toMatchObject({ kind: 'read' })
    rmSync(folder, { recursive: true })
  })
})
