import { beforeEach, describe, expect, it, vi } from 'vitest'
import { connect } from '../../../../src/renderer/stores/connect'
import {
  useBenchStore,
  useConflictsStore,
  useEngineStore,
  useSyncStore,
  useTaggingStore,
  useWorklistStore,
} from '../../../../src/renderer/stores/snapshots'
import { useView } from '../../../../src/renderer/stores/view'
import type { BenchBridge, EventName } from '../../../../src/shared/ipc/contract'
import { procedureId } from '../../../../src/shared/model/ids'
import { madeNumber } from '../../../../src/shared/model/made'
import { unknownProgram } from '../../../../src/shared/views/program'
import type { TaggingSnapshot } from '../../../../src/shared/views/tagging'
import { aProcedure, aVial, tagOf } from '../../../support/builders/procedure'
import { aBench, aRow, aTagging, aWorklist } from '../../../support/builders/snapshots'
import { aConflict, aSync, someConflicts } from '../../../support/builders/sync'

const tag = tagOf('E2801160600000000001')

/** An engine that answers from a table and can be made to speak. */
function anEngine(tagging: TaggingSnapshot | null = null, others: Readonly<Record<string, unknown>> = {}) {
  const listeners = new Map<string, (json: string) => void>()
  let engine: (state: 'up' | 'down') => void = () => undefined
  const asked: string[] = []
  const answers: Readonly<Record<string, unknown>> = {
    'bench/get': aBench({ settings: { language: 'en', scheme: 'light', volume: 0, muted: true } }),
    'worklist/get': aWorklist(),
    'tagging/get': tagging,
    'devices/get': { devices: [], tanks: [], refills: [] },
    'conflicts/get': someConflicts(),
    'sync/get': aSync(),
    'program/get': unknownProgram,
    ...others,
  }
  const bridge = {
    request: (name: string) => {
      asked.push(name)
      return Promise.resolve({ ok: true, value: answers[name] })
    },
    on: (name: string, listener: (json: string) => void) => {
      listeners.set(name, listener)
      return () => listeners.delete(name)
    },
    onEngine: (listener: typeof engine) => {
      engine = listener
      return () => undefined
    },
  }
  vi.stubGlobal('window', { bench: bridge satisfies { [Part in keyof BenchBridge]: unknown } })
  const say = (name: EventName, payload: unknown) => listeners.get(name)?.(JSON.stringify(payload))
  return { asked, listeners, say, engine: (state: 'up' | 'down') => engine(state) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => {
  useBenchStore.setState(useBenchStore.getInitialState())
  useWorklistStore.setState(useWorklistStore.getInitialState())
  useTaggingStore.setState(useTaggingStore.getInitialState())
  useEngineStore.setState(useEngineStore.getInitialState())
  useView.setState(useView.getInitialState())
})

describe('the connection to the engine', () => {
  it('asks for every snapshot once and then listens', async () => {
    const { asked, say } = anEngine()
    connect()
    await settled()
    expect([...asked].sort()).toEqual([
      'attention/get',
      'bench/get',
      'conflicts/get',
      'devices/get',
      'program/get',
      'sync/get',
      'tagging/get',
      'worklist/get',
    ])
    say('bench/changed', aBench({ benchName: 'Bench 9' }))
    expect(useBenchStore.getState().loaded).toMatchObject({ value: { benchName: 'Bench 9' } })
    say('sync/changed', aSync({ waitingCount: 7 }))
    expect(useSyncStore.getState().loaded).toMatchObject({ value: { waitingCount: 7 } })
    say('conflicts/changed', someConflicts({ open: [aConflict()] }))
    expect(useConflictsStore.getState().loaded).toMatchObject({ value: { open: [{ kind: 'taggedOtherwise' }] } })
  })

  it('asks for what the first screen shows, and for the rest when that is on screen', async () => {
    const { asked } = anEngine()
    let paint = () => undefined
    connect(new Promise<void>((resolve) => (paint = () => void resolve())))
    await settled()
    expect([...asked].sort()).toEqual(['bench/get', 'tagging/get', 'worklist/get'])
    paint()
    await settled()
    expect(asked).toHaveLength(8)
  })

  it('asks again when the engine comes back, and not before', async () => {
    const { asked, engine } = anEngine()
    connect()
    await settled()
    engine('down')
    expect(useEngineStore.getState().up).toBe(false)
    expect(asked).toHaveLength(8)
    engine('up')
    await settled()
    expect(asked).toHaveLength(16)
  })

  it('goes to tagging by itself when the last tag is asked for once more', async () => {
    anEngine(aTagging({ step: { kind: 'confirmLast', vial: aVial(1) } }))
    connect()
    await settled()
    expect(useView.getState().route).toEqual({ kind: 'tagging' })
  })

  it('resumes what was open when the window starts, and leaves alone who is elsewhere later', async () => {
    const { engine } = anEngine(aTagging({ tagged: 1 }))
    connect()
    await settled()
    expect(useView.getState().route).toEqual({ kind: 'tagging' })
    useView.setState({ route: { kind: 'storage' } })
    engine('down')
    engine('up')
    await settled()
    expect(useView.getState().route).toEqual({ kind: 'storage' })
  })

  it('stays on the worklist when nothing is left to tag', async () => {
    anEngine(aTagging({ step: { kind: 'finished', vials: 2 } }))
    connect()
    await settled()
    expect(useView.getState().route).toEqual({ kind: 'worklist' })
  })

  it('brings whoever is elsewhere to a scan result', async () => {
    const { say } = anEngine(aTagging())
    connect()
    await settled()
    useView.setState({ route: { kind: 'worklist' } })
    say('tagging/changed', aTagging({ tagged: 0, resultNumber: 0 }))
    expect(useView.getState().route).toEqual({ kind: 'worklist' })
    say('tagging/changed', aTagging({ resultNumber: 1, last: { kind: 'accepted', vialName: 'VL-001', tag, atMs: 1 } }))
    expect(useView.getState().route).toEqual({ kind: 'tagging' })
  })

  it('leaves whoever is elsewhere there when central only numbers the procedure', async () => {
    const made = { id: '019cad8f-ac00-7a59-8b69-c86db6448aaf', subjectCode: 'SUBJ-9', newVials: 1 }
    const { say } = anEngine(aTagging({ procedure: aProcedure({ id: madeNumber(made.id), made }) }))
    connect()
    await settled()
    useView.setState({ route: { kind: 'worklist' } })
    say('tagging/changed', aTagging({ procedure: aProcedure({ id: procedureId(91_950_793), made }) }))
    expect(useView.getState().route).toEqual({ kind: 'worklist' })
  })

  it('shows a procedure that was done, and goes on after all', async () => {
    const { say } = anEngine(aTagging({ step: { kind: 'finished', vials: 1 } }))
    connect()
    await settled()
    useView.setState({ route: { kind: 'worklist' } })
    say('tagging/changed', aTagging())
    expect(useView.getState().route).toEqual({ kind: 'tagging' })
  })

  it('opens the card of a vial that nobody expected', async () => {
    const { say } = anEngine()
    connect()
    await settled()
    say('reader/shows', { kind: 'freeTag', tag })
    expect(useView.getState().vial).toEqual({ kind: 'scanned', shown: { kind: 'freeTag', tag } })
  })

  it('closes it when the vial has left the reader, and when the engine is away; not the card of a chosen vial', async () => {
    const { say, engine } = anEngine()
    connect()
    await settled()
    say('reader/shows', { kind: 'freeTag', tag })
    say('reader/shows', null)
    expect(useView.getState().vial).toBeNull()
    say('reader/shows', { kind: 'unreadable', why: 'noise' })
    engine('down')
    expect(useView.getState().vial).toBeNull()
    const chosen = { kind: 'chosen', container: aRow(1) } as const
    useView.setState({ vial: chosen })
    say('reader/shows', null)
    expect(useView.getState().vial).toEqual(chosen)
  })

  it('keeps an open card to what is known by now, without a sound, and opens none that was closed', async () => {
    const row = aRow(1)
    const moved = aRow(1, { tag, place: null, storedAt: null })
    const found = { kind: 'vial', tag, container: moved, openProcedure: null }
    const { say } = anEngine(null, { 'inventory/vial': moved, 'reader/get': found })
    connect()
    await settled()
    const follows = async () => {
      say('places/changed', null)
      await settled()
      return useView.getState().vial
    }
    useView.setState({ vial: { kind: 'chosen', container: row } })
    expect(await follows()).toMatchObject({ kind: 'chosen', container: moved })
    say('reader/shows', { kind: 'vial', tag, container: row, openProcedure: null })
    const before = useView.getState().vial
    expect(before).toMatchObject({ kind: 'scanned', shown: { container: row } })
    expect(await follows()).toEqual({ kind: 'scanned', shown: found })
    useView.setState({ vial: null })
    expect(await follows()).toBeNull()
    useView.setState({ vial: before })
    say('places/changed', null)
    useView.setState({ vial: null })
    await settled()
    expect(useView.getState().vial).toBeNull()
  })

  it('says of a chosen vial that central has it no more, and closes the card of a reader where nothing lies', async () => {
    const { say } = anEngine(null, { 'inventory/vial': null, 'reader/get': null })
    connect()
    await settled()
    useView.setState({ vial: { kind: 'chosen', container: aRow(1) } })
    say('places/changed', null)
    await settled()
    expect(useView.getState().vial).toMatchObject({ kind: 'chosen', container: { id: 1 }, isGone: true })
    say('reader/shows', { kind: 'freeTag', tag })
    say('places/changed', null)
    await settled()
    expect(useView.getState().vial).toBeNull()
  })

  it('stops listening', () => {
    const { listeners } = anEngine()
    connect()()
    expect(listeners.size).toBe(0)
  })
})
