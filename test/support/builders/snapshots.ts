// What the engine pushes to the screen, for tests of the renderer.

import { containerId, facilityId, storageId } from '../../../src/shared/model/ids'
import { type ReaderSnapshot, readerId } from '../../../src/shared/model/reader'
import type { BenchSnapshot } from '../../../src/shared/views/bench'
import type { InventoryRow } from '../../../src/shared/views/inventory'
import type { CaneView, TankView } from '../../../src/shared/views/storage'
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'
import type { WorklistEntry, WorklistSnapshot } from '../../../src/shared/views/worklist'
import { aPerson, aPlace, aProcedure, aVial, tagOf } from './procedure'

export const anEntry = (change: Partial<WorklistEntry> = {}): WorklistEntry => {
  const procedure = change.procedure ?? aProcedure()
  return {
    procedure,
    unsent: 0,
    problem: null,
    saving: procedure.vials.map(() => 'none' as const),
    claimedElsewhere: null,
    toVerify: [],
    stalled: null,
    resumable: false,
    ...change,
  }
}

export const aWorklist = (change: Partial<WorklistSnapshot> = {}): WorklistSnapshot => ({
  loading: false,
  toTag: [],
  toReview: [],
  queued: [],
  running: [],
  notDoneToday: [],
  doneToday: [],
  other: [],
  ...change,
})

export const aReader = (change: Partial<ReaderSnapshot> = {}): ReaderSnapshot => ({
  id: readerId('sim'),
  model: 'simulated',
  modelName: 'Simulated reader',
  seat: 'screen',
  simulated: true,
  connection: { kind: 'ready' },
  ...change,
})

export const aBench = (change: Partial<BenchSnapshot> = {}): BenchSnapshot => ({
  mode: 'demo',
  benchName: 'Bench 1',
  organizationName: 'Northlake Fertility',
  facility: { id: facilityId(1), name: 'Lake Street' },
  people: { current: aPerson(), available: [aPerson()] },
  link: { kind: 'online', lastContactMs: 0 },
  outbox: { waiting: 0, oldestMs: null, refused: 0 },
  clockOffsetMs: 0,
  readers: [aReader()],
  settings: { language: 'en', scheme: 'light', volume: 0.6, muted: false },
  recovered: false,
  firstRun: null,
  rules: { twoPeople: false },
  invitation: null,
  data: { notices: [], lastBackupMs: null, backupProblem: null },
  health: 'ok',
  ...change,
})

/** A cane from its positions: `f` free, `s` stored, `p` planned. */
export function aCane(positions = 'sspffff', change: Partial<CaneView> = {}): CaneView {
  const kinds = { f: 'free', s: 'stored', p: 'planned' } as const
  const list = [...positions].map((letter) => (letter === 's' || letter === 'p' ? kinds[letter] : kinds.f))
  return {
    storageId: storageId(2),
    tankName: 'Tank A',
    canister: 'C1',
    cane: 'CN3',
    capacity: list.length,
    positions: list,
    free: list.filter((position) => position === 'free').length,
    ...change,
  }
}

export const aTank = (
  change: Partial<TankView['tank']> = {},
  view: Partial<Omit<TankView, 'tank'>> = {},
): TankView => ({
  tank: {
    id: storageId(2),
    name: 'Tank A',
    capacity: 600,
    canisters: ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'].map((name) => ({ name, caneLimit: 10 })),
    deviceName: 'Device 1',
    level: { at: '2026-03-03T10:00:00.000Z', percent: 62 },
    version: 1,
    ...change,
  },
  band: 'well',
  heardMs: null,
  occupied: 137,
  levels: [],
  ...view,
})

export const aRow = (n: number, change: Partial<InventoryRow> = {}): InventoryRow => ({
  id: containerId(n),
  name: `VL-${String(n).padStart(3, '0')}`,
  subjectCode: 'SUBJ-0042',
  tag: tagOf(`E280116060000000${String(n).padStart(8, '0')}`),
  place: aPlace({ position: (n % 7) + 1 }),
  tankName: 'Tank A',
  storedAt: '2026-01-12T08:30:00.000Z',
  verify: null,
  verifiedHere: null,
  ...change,
})

/** Tagging that waits for the first vial of a STORE. */
export function aTagging(change: Partial<TaggingSnapshot> = {}): TaggingSnapshot {
  const procedure = change.procedure ?? aProcedure()
  return {
    procedure,
    step: { kind: 'expecting', vial: procedure.vials[0] ?? aVial(1) },
    vials: procedure.vials.map((vial) => ({ vial, saving: 'none', skipped: false, problem: null })),
    tagged: 0,
    place: aCane(),
    position: 1,
    undoable: null,
    last: null,
    resultNumber: 0,
    claim: 'held',
    readerReady: true,
    vialOnReader: false,
    ...change,
  }
}
