import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Decided,
  decide,
  retryMs,
  type UpdateEffect,
  type UpdateEvent,
  type UpdateFacts,
  untilNextCheckMs,
} from '../../../../../src/main/shell/updates/decide'
import type { UpdateState } from '../../../../../src/shared/views/program'

const version = '0.2.0'
const states: { readonly [Kind in UpdateState['kind']]: Extract<UpdateState, { kind: Kind }> } = {
  off: { kind: 'off', why: 'noServer' },
  idle: { kind: 'idle' },
  checking: { kind: 'checking', failures: 2 },
  available: { kind: 'available', version },
  downloading: { kind: 'downloading', version, receivedBytes: 5, totalBytes: 10, failures: 1 },
  retrying: { kind: 'retrying', version, failures: 2, detail: 'cut' },
  ready: { kind: 'ready', version },
  waiting: { kind: 'waiting', version, why: 'procedureOpen' },
  installing: { kind: 'installing', version },
  refused: { kind: 'refused', why: 'damaged', version },
}
const events = {
  due: { kind: 'due' },
  check: { kind: 'asked', act: 'check' },
  download: { kind: 'asked', act: 'download' },
  cancel: { kind: 'asked', act: 'cancel' },
  restart: { kind: 'asked', act: 'restart' },
  nothingNewer: { kind: 'nothingNewer' },
  found: { kind: 'found', version },
  refused: { kind: 'refused', why: 'unsigned', version: null },
  unreachable: { kind: 'unreachable', detail: 'no network' },
  progress: { kind: 'progress', receivedBytes: 7, totalBytes: 10 },
  cancelled: { kind: 'cancelled' },
  downloaded: { kind: 'downloaded' },
  busyChanged: { kind: 'busyChanged' },
  quitByHand: { kind: 'quitting', byHand: true },
  quitBySystem: { kind: 'quitting', byHand: false },
  notInstalled: { kind: 'notInstalled' },
} as const satisfies Record<string, UpdateEvent>

const free: UpdateFacts = { busy: null, random: 0.5 }
const tagging: UpdateFacts = { busy: 'procedureOpen', random: 0.5 }
const told = ({ state, does }: Decided) => [state.kind, ...does.map(shown)].join(' + ')
const shown = (effect: UpdateEffect) =>
  effect.kind === 'install' ? (effect.comeBack ? 'install and come back' : 'install') : effect.kind

/** Every state by every event: what is not named here stays as it is and does nothing. */
const whenFree: Readonly<Record<UpdateState['kind'], Partial<Record<keyof typeof events, string>>>> = {
  off: {},
  idle: { due: 'checking + check', check: 'checking + check' },
  checking: {
    nothingNewer: 'idle + again',
    found: 'downloading + download',
    refused: 'refused + again',
    unreachable: 'retrying + again',
  },
  available: { due: 'checking + check', download: 'checking + check' },
  downloading: {
    cancel: 'downloading + cancel',
    refused: 'refused + again',
    unreachable: 'retrying + again',
    cancelled: 'available + again',
    downloaded: 'ready',
  },
  retrying: { due: 'checking + check', check: 'checking + check' },
  ready: { restart: 'installing + quit', quitByHand: 'installing + install' },
  waiting: {
    cancel: 'ready',
    busyChanged: 'installing + quit',
    quitByHand: 'installing + install',
    quitBySystem: 'ready',
  },
  installing: {
    quitByHand: 'installing + install and come back',
    quitBySystem: 'ready',
    notInstalled: 'ready',
  },
  refused: { due: 'checking + check', check: 'checking + check' },
}

describe('an update', () => {
  const kinds = Object.keys(states) as UpdateState['kind'][]
  const names = Object.keys(events) as (keyof typeof events)[]

  it.each(kinds.flatMap((kind) => names.map((name) => [kind, name] as const)))('that is %s, at %s', (kind, name) => {
    expect(told(decide(states[kind], events[name], free))).toBe(whenFree[kind][name] ?? kind)
  })

  it.each([
    ['ready', 'restart', 'waiting'],
    ['waiting', 'busyChanged', 'waiting'],
    ['ready', 'quitByHand', 'ready'],
    ['waiting', 'quitByHand', 'ready'],
    ['installing', 'quitByHand', 'ready'],
  ] as const)(
    'that is %s, at %s while a procedure is open, is then %s and nothing is installed',
    (kind, name, then) => {
      expect(told(decide(states[kind], events[name], tagging))).toBe(then)
    },
  )

  it('never is installed, nor the program ended for it, while the bench is busy, whatever happens in whatever order', () => {
    const anyFacts = fc.record({
      busy: fc.constantFrom(null, 'procedureOpen' as const, 'sending' as const),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    const anyEvent = fc.constantFrom(...Object.values<UpdateEvent>(events))
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEvent, anyFacts)), (happened) => {
        let state: UpdateState = states.idle
        for (const [event, facts] of happened) {
          const decided = decide(state, event, facts)
          const ends = decided.does.some(({ kind }) => kind === 'install' || kind === 'quit')
          expect(ends && facts.busy !== null).toBe(false)
          // Nothing is installed that was not downloaded whole.
          if (ends) expect(['ready', 'waiting', 'installing']).toContain(state.kind)
          state = decided.state
        }
      }),
    )
  })

  it('shows how far it has come, and forgets failures as soon as bytes arrive', () => {
    const next = decide(states.downloading, events.progress, free)
    expect(next).toEqual({ state: { ...states.downloading, receivedBytes: 7, failures: 0 }, does: [] })
  })

  it('counts failures over check and download, so that the wait grows', () => {
    const { state } = decide(states.checking, events.found, free)
    expect(decide(state, events.unreachable, free).state).toMatchObject({ kind: 'retrying', version, failures: 3 })
    expect(decide(states.retrying, events.due, free).state).toEqual({ kind: 'checking', failures: 2 })
    expect(decide(states.retrying, events.check, free).state).toEqual({ kind: 'checking', failures: 0 })
  })

  it('is asked for every six hours, more or less, and sooner after failures, never all benches at once', () => {
    const hours = (ms: number) => ms / 3_600_000
    expect([0, 0.5, 1].map((random) => hours(untilNextCheckMs(random)))).toEqual([5.5, 6, 6.5])
    expect([1, 2, 3].map((failures) => retryMs(failures, 0) / 60_000)).toEqual([1, 2, 4])
    expect(hours(retryMs(1000, 0))).toBe(6)
    expect(hours(retryMs(1000, 1))).toBe(9)
  })
})
