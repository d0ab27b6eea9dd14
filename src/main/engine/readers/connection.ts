// How a reader's connection moves on; pure. Reconnecting is a state of its own, so that the screen can say "back soon"
// instead of "no reader".
import { assertNever } from '../../../shared/assert-never'
import type { ReaderConnection } from '../../../shared/model/reader'
import type { HidOpenProblem, ReaderOpenProblem } from './reader'

export type ConnectionEvent =
  | { readonly kind: 'openStarted' }
  | { readonly kind: 'opened' }
  /** `rule` is the udev line that would permit it, where there is one. */
  | {
      readonly kind: 'openFailed'
      readonly problem: HidOpenProblem | ReaderOpenProblem
      readonly wallMs: number
      readonly rule?: string
    }
  | { readonly kind: 'lost'; readonly wallMs: number }
  /** It is there, and does not answer. */
  | { readonly kind: 'fellSilent' }
  /** A reader that can't be asked has said nothing since then, or something again. */
  | { readonly kind: 'quiet'; readonly sinceMs: number | null }
  /** It was looked for once more and not found. */
  | { readonly kind: 'notFound' }
  | { readonly kind: 'givenUp' }

const firstRetryMs = 100
const longestRetryMs = 5000

/** 100, 200, 400 … 5000 ms: a cable that was touched is back at once, a broken reader does not keep the bench busy. */
export function retryDelayMs(attempt: number): number {
  return Math.min(firstRetryMs * 2 ** Math.max(0, attempt - 1), longestRetryMs)
}

function reconnecting(before: ReaderConnection, wallMs: number): ReaderConnection {
  return before.kind === 'reconnecting'
    ? { ...before, attempt: before.attempt + 1 }
    : { kind: 'reconnecting', sinceMs: wallMs, attempt: 1 }
}

function afterFailedOpen(
  before: ReaderConnection,
  event: Extract<ConnectionEvent, { kind: 'openFailed' }>,
): ReaderConnection {
  const { problem } = event
  switch (problem.kind) {
    case 'permission':
      return { kind: 'blocked', why: 'permission', ...(event.rule && { rule: event.rule }) }
    case 'busy':
      return { kind: 'blocked', why: 'busy' }
    case 'gone':
      return reconnecting(before, event.wallMs)
    case 'deadline':
    case 'error':
    case 'notThisModel':
      return { kind: 'blocked', why: 'error' }
    case 'checksum':
      return { kind: 'blocked', why: 'checksum' }
    default:
      return assertNever(problem)
  }
}

export function connectionAfter(before: ReaderConnection, event: ConnectionEvent): ReaderConnection {
  switch (event.kind) {
    case 'openStarted':
      // A retry must not flicker between states: it shows only once it has succeeded.
      return before.kind === 'absent' ? { kind: 'opening' } : before
    case 'opened':
      return { kind: 'ready' }
    case 'openFailed':
      return afterFailedOpen(before, event)
    case 'lost':
      return reconnecting(before, event.wallMs)
    case 'fellSilent':
      return { kind: 'blocked', why: 'error' }
    case 'quiet': {
      if (before.kind !== 'ready') return before
      return event.sinceMs === null ? { kind: 'ready' } : { kind: 'ready', quietSinceMs: event.sinceMs }
    }
    case 'notFound':
      return before.kind === 'reconnecting' ? { ...before, attempt: before.attempt + 1 } : before
    case 'givenUp':
      return { kind: 'absent' }
    default:
      return assertNever(event)
  }
}
