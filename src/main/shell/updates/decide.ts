// What becomes of an update: every state, whatever happens in it. Pure; the effects are carried out by updates.ts.
import { assertNever } from '../../../shared/assert-never'
import type { NotNow, UpdateAct, UpdateRefusal, UpdateState } from '../../../shared/views/program'

export type UpdateEvent =
  /** The time of a check or of another attempt has come. */
  | { readonly kind: 'due' }
  | { readonly kind: 'asked'; readonly act: UpdateAct }
  | { readonly kind: 'nothingNewer' }
  | { readonly kind: 'found'; readonly version: string }
  | { readonly kind: 'refused'; readonly why: UpdateRefusal; readonly version: string | null }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'progress'; readonly receivedBytes: number; readonly totalBytes: number | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'downloaded' }
  /** What the bench is busy with has changed. */
  | { readonly kind: 'busyChanged' }
  /** The program ends. `byHand`: a person wants it, not the system's shutdown, which would cut an installation in half. */
  | { readonly kind: 'quitting'; readonly byHand: boolean }
  | { readonly kind: 'notInstalled' }

export type UpdateEffect =
  | { readonly kind: 'check' }
  | { readonly kind: 'download' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'again'; readonly afterMs: number }
  /** End the program, so that the update is installed, and come back. */
  | { readonly kind: 'quit' }
  | { readonly kind: 'install'; readonly comeBack: boolean }

export interface UpdateFacts {
  readonly busy: NotNow | null
  /** From 0 to 1: spreads the benches of a site over time. */
  readonly random: number
}

export interface Decided {
  readonly state: UpdateState
  readonly does: readonly UpdateEffect[]
}

const hourMs = 3_600_000
/** Several times a working day, so that a version is there by the next morning. */
const everyMs = 6 * hourMs
const firstRetryMs = 60_000

/** Milliseconds to the next check: six hours, half an hour more or less. */
export const untilNextCheckMs = (random: number): number => everyMs + (random - 0.5) * hourMs

/** Milliseconds before another attempt after `failures` in a row: doubled each time, up to a usual check, up to half more at random. */
export const retryMs = (failures: number, random: number): number =>
  Math.min(firstRetryMs * 2 ** Math.min(failures - 1, 20), everyMs) * (1 + random / 2)

export function decide(state: UpdateState, event: UpdateEvent, facts: UpdateFacts): Decided {
  const stay: Decided = { state, does: [] }
  switch (event.kind) {
    case 'due':
      return due(state)
    case 'asked':
      return asked(state, event.act, facts)
    case 'nothingNewer':
      return state.kind === 'checking' ? { state: { kind: 'idle' }, does: [later(facts)] } : stay
    case 'found':
      return state.kind === 'checking' ? downloading(event.version, state.failures) : stay
    case 'refused':
      return state.kind === 'checking' || state.kind === 'downloading'
        ? { state: { kind: 'refused', why: event.why, version: event.version }, does: [later(facts)] }
        : stay
    case 'unreachable':
      return unreachable(state, event.detail, facts)
    case 'progress': {
      const { receivedBytes, totalBytes } = event
      if (state.kind !== 'downloading') return stay
      // A server that gives bytes is one that answers.
      return { state: { ...state, receivedBytes, totalBytes, failures: 0 }, does: [] }
    }
    case 'cancelled':
      return state.kind === 'downloading'
        ? { state: { kind: 'available', version: state.version }, does: [later(facts)] }
        : stay
    case 'downloaded':
      return state.kind === 'downloading' ? { state: { kind: 'ready', version: state.version }, does: [] } : stay
    case 'busyChanged':
      return state.kind === 'waiting' ? installWhenFree(state.version, facts) : stay
    case 'quitting':
      return quitting(state, event.byHand, facts)
    case 'notInstalled':
      return state.kind === 'installing' ? { state: { kind: 'ready', version: state.version }, does: [] } : stay
    default:
      return assertNever(event)
  }
}

const later = ({ random }: UpdateFacts): UpdateEffect => ({ kind: 'again', afterMs: untilNextCheckMs(random) })
const checking = (failures = 0): Decided => ({ state: { kind: 'checking', failures }, does: [{ kind: 'check' }] })
const downloading = (version: string, failures: number): Decided => ({
  state: { kind: 'downloading', version, receivedBytes: 0, totalBytes: null, failures },
  does: [{ kind: 'download' }],
})

/** A check by the clock also takes up a download that somebody stopped: by then they have forgotten it. */
function due(state: UpdateState): Decided {
  switch (state.kind) {
    case 'retrying':
      return checking(state.failures)
    case 'idle':
    case 'refused':
    case 'available':
      return checking()
    case 'off':
    case 'checking':
    case 'downloading':
    case 'ready':
    case 'waiting':
    case 'installing':
      return { state, does: [] }
    default:
      return assertNever(state)
  }
}

function asked(state: UpdateState, act: UpdateAct, facts: UpdateFacts): Decided {
  const stay: Decided = { state, does: [] }
  switch (act) {
    case 'check':
      return state.kind === 'idle' || state.kind === 'retrying' || state.kind === 'refused' ? checking() : stay
    // By a check: what was found hours ago may have been withdrawn.
    case 'download':
      return state.kind === 'available' ? checking() : stay
    case 'cancel':
      if (state.kind === 'waiting') return { state: { kind: 'ready', version: state.version }, does: [] }
      return state.kind === 'downloading' ? { state, does: [{ kind: 'cancel' }] } : stay
    case 'restart':
      return state.kind === 'ready' ? installWhenFree(state.version, facts) : stay
    default:
      return assertNever(act)
  }
}

function unreachable(state: UpdateState, detail: string, facts: UpdateFacts): Decided {
  if (state.kind !== 'checking' && state.kind !== 'downloading') return { state, does: [] }
  const version = state.kind === 'downloading' ? state.version : null
  const failures = state.failures + 1
  return {
    state: { kind: 'retrying', version, failures, detail },
    does: [{ kind: 'again', afterMs: retryMs(failures, facts.random) }],
  }
}

function installWhenFree(version: string, { busy }: UpdateFacts): Decided {
  if (busy !== null) return { state: { kind: 'waiting', version, why: busy }, does: [] }
  return { state: { kind: 'installing', version }, does: [{ kind: 'quit' }] }
}

/** What the person asked for comes back; a quit is a quit. A bench that is busy keeps the version that it has. */
function quitting(state: UpdateState, byHand: boolean, { busy }: UpdateFacts): Decided {
  const wantsBack = state.kind === 'installing'
  if (!wantsBack && state.kind !== 'ready' && state.kind !== 'waiting') return { state, does: [] }
  if (busy !== null || !byHand) return { state: { kind: 'ready', version: state.version }, does: [] }
  return {
    state: { kind: 'installing', version: state.version },
    does: [{ kind: 'install', comeBack: wantsBack }],
  }
}
