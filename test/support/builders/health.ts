// A bench that is well, and what changes that.
import type { HealthFacts, HealthReader, HealthSnapshot } from '../../../src/shared/views/health'

export const healthNowMs = Date.parse('2030-01-02T12:00:00Z')
const hourMs = 3_600_000

export const aHealthReader = (change: Partial<HealthReader> = {}): HealthReader => ({
  id: 'sw-uhf@1-4',
  model: 'sw-uhf',
  modelName: 'UHF reader',
  seat: '1-4',
  simulated: false,
  connection: { kind: 'ready' },
  ...change,
})

export const healthFactsOf = (change: Partial<HealthFacts> = {}): HealthFacts => ({
  startedMs: healthNowMs - 5 * hourMs,
  benchName: 'Bench 1',
  mode: 'bench',
  database: {
    problem: null,
    bytes: 4_200_000,
    logBytes: 0,
    schemaVersion: 4,
    checked: { atMs: healthNowMs - 4 * hourMs, problem: null },
  },
  backup: { lastMs: healthNowMs - hourMs / 2, problem: null },
  outbox: { waiting: 0, oldestMs: null, conflicts: 0 },
  central: { link: { kind: 'online', lastContactMs: healthNowMs }, lastContactMs: healthNowMs },
  clock: { offsetMs: 12, verdict: 'right' },
  readers: [aHealthReader()],
  readerMoves: [],
  disk: { freeBytes: 50e9 },
  crashes: [],
  ...change,
})

export const aHealth = (change: Partial<HealthSnapshot> = {}): HealthSnapshot => ({
  status: 'ok',
  checks: [],
  facts: healthFactsOf(),
  program: { version: '1.0.0', electron: '45', chromium: '150', node: '24', sqlite: '3.53.0', system: 'Linux 6' },
  dataDir: '/data',
  backups: [],
  log: [],
  writing: null,
  ...change,
})
