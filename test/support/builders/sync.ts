// What the sync centre and the conflict desk show, for tests of the renderer.

import { intentId } from '../../../src/shared/model/ids'
import type { Conflict, ConflictsSnapshot, ResolvedConflict } from '../../../src/shared/views/conflict'
import type { BenchAct, SyncSnapshot, WaitingAct } from '../../../src/shared/views/sync'
import { aPlace, aProcedure, aVial, tagOf } from './procedure'

export const ourTag = tagOf('E2801160600000000001')
export const centralsTag = tagOf('E2801160600000000002')

/** M. Weber put a tag on VL-001 of STORE 1234. */
export const anAct = (change: Partial<BenchAct> = {}): BenchAct => ({
  intentId: intentId('00000000-0000-7000-8000-000000000001'),
  benchSeq: 41,
  kind: 'tag.assign',
  procedureId: aProcedure().id,
  subjectCode: 'SUBJ-2024-001',
  vialName: 'VL-001',
  tag: ourTag,
  place: aPlace(),
  reason: null,
  actorName: 'M. Weber',
  atMs: Date.UTC(2026, 2, 3, 9, 12),
  ...change,
})

export const aWaitingAct = (change: Partial<WaitingAct> = {}): WaitingAct => ({
  ...anAct(),
  attempts: 0,
  waitingFor: { kind: 'itsTurn' },
  ...change,
})

export const aSync = (change: Partial<SyncSnapshot> = {}): SyncSnapshot => ({
  link: { kind: 'online', lastContactMs: 0 },
  arrives: 'live',
  lastContactMs: null,
  clock: { offsetMs: 200, verdict: 'right' },
  budget: { used: 17, perMinute: 60 },
  feed: { position: 500, head: 500 },
  confirmed: 12,
  waitingCount: 0,
  waiting: [],
  nextAttemptMs: null,
  conflicts: 0,
  ...change,
})

export const keepCentral = { choice: 'keepCentral', right: 'conflict.resolve', needsReason: false } as const
export const useOurTag = { choice: 'useOurTag', right: 'conflict.override', needsReason: true } as const

/** VL-001 got one tag here, and central has another one for it. */
export const aConflict = (change: Partial<Conflict> = {}): Conflict => ({
  id: intentId('00000000-0000-7000-8000-000000000001'),
  kind: 'taggedOtherwise',
  sinceMs: Date.UTC(2026, 2, 3, 9, 30),
  owner: 'supervisor',
  bench: {
    ...anAct(),
    behind: [],
    foreseen: aProcedure({ vials: [aVial(1, { tag: ourTag, place: aPlace() }), aVial(2)] }),
    seen: null,
  },
  central: {
    problem: { kind: 'alreadyTagged', tag: centralsTag },
    procedure: aProcedure({ vials: [aVial(1, { tag: centralsTag, place: aPlace({ position: 5 }) }), aVial(2)] }),
    seen: null,
    by: null,
  },
  device: null,
  differs: ['tag', 'place'],
  choices: [keepCentral, useOurTag],
  ...change,
})

export const aResolved = (change: Partial<ResolvedConflict> = {}): ResolvedConflict => ({
  id: aConflict().id,
  kind: 'taggedOtherwise',
  choice: 'useOurTag',
  by: 'A. Schneider',
  atMs: Date.UTC(2026, 2, 3, 10, 0),
  reason: 'Checked the vial itself',
  act: anAct(),
  saving: 'saved',
  ...change,
})

export const someConflicts = (change: Partial<ConflictsSnapshot> = {}): ConflictsSnapshot => ({
  open: [],
  resolved: [],
  ...change,
})
