// The bench's clock compared with central's. Order never comes from either, but people read these times, and approvals are dated by them.

import { assertNever } from '../../../../shared/assert-never'
import { clockWrongMs } from '../../../../shared/model/limits'
import type { Clock, Timers } from '../../../../shared/ports'

/** `unknown`: central has not answered since the start. `off` warns; at `wrong` no approval is signed. */
export type ClockVerdict = 'unknown' | 'right' | 'off' | 'wrong'

const warnsAboveMs = 30_000
/** Slewing by NTP changes half a millisecond a second at most; what moves faster was set, or slept. */
const jumpMs = 1_000
/** The system says that it woke up within this time of doing so. */
const wakeUpMs = 60_000

export interface ClockWatch {
  /** Central's `serverTime` (ISO 8601) from an answer to a request that was sent at `sentMs` (monotonic). */
  note(serverTime: string, sentMs: number): void
  /** Bench clock minus central's, milliseconds; null before the first answer. */
  offsetMs(): number | null
  /** How long ago it was this time by central's clock, milliseconds; null before the first answer, and for what is no time. */
  sinceCentral(serverTime: string): number | null
  verdict(): ClockVerdict
  /** Whether wall time has jumped since the last call. Until central has answered again, the jump counts as part of the offset. */
  detectJump(): boolean
  /** The computer slept: what seemed a jump was time that passed. */
  wokeUp(): void
}

export function verdictOf(offsetMs: number | null): ClockVerdict {
  if (offsetMs === null) return 'unknown'
  if (Math.abs(offsetMs) > clockWrongMs) return 'wrong'
  return Math.abs(offsetMs) > warnsAboveMs ? 'off' : 'right'
}

/** Whether an approval may be signed. Before the first contact nothing speaks against the clock. */
export function maySign(verdict: ClockVerdict): boolean {
  switch (verdict) {
    case 'unknown':
    case 'right':
    case 'off':
      return true
    case 'wrong':
      return false
    default:
      return assertNever(verdict)
  }
}

/**
 * Compares clocks. Central is assumed to have named its time halfway between request and answer.
 * @param clockSet hears by how many milliseconds wall time was set; a jump that turns out to be sleep is taken back
 */
export function clockWatchOn(clock: Clock, clockSet: (byMs: number) => void = () => {}): ClockWatch {
  let offset: number | null = null
  /** Wall minus monotonic time at the last check: it stands still while nobody sets the clock. */
  let base = clock.wallMs() - clock.monotonicMs()
  let lastJump = { byMs: 0, atMs: Number.NEGATIVE_INFINITY }

  const detectJump = (): boolean => {
    const now = clock.wallMs() - clock.monotonicMs()
    const byMs = now - base
    base = now
    if (Math.abs(byMs) < jumpMs) return false
    lastJump = { byMs, atMs: clock.monotonicMs() }
    if (offset !== null) offset += Math.round(byMs)
    clockSet(Math.round(byMs))
    return true
  }

  return {
    detectJump,
    note(serverTime, sentMs) {
      detectJump()
      const centralMs = Date.parse(serverTime)
      if (Number.isNaN(centralMs)) return
      offset = Math.round(clock.wallMs() - (clock.monotonicMs() - sentMs) / 2 - centralMs)
      lastJump = { byMs: 0, atMs: Number.NEGATIVE_INFINITY }
    },
    offsetMs() {
      detectJump()
      return offset
    },
    sinceCentral(serverTime) {
      detectJump()
      const sinceMs = offset === null ? Number.NaN : clock.wallMs() - offset - Date.parse(serverTime)
      return Number.isNaN(sinceMs) ? null : sinceMs
    },
    verdict() {
      detectJump()
      return verdictOf(offset)
    },
    wokeUp() {
      detectJump()
      const isSleep = lastJump.byMs > 0 && clock.monotonicMs() - lastJump.atMs <= wakeUpMs
      if (isSleep && offset !== null) offset -= Math.round(lastJump.byMs)
      if (isSleep) clockSet(-Math.round(lastJump.byMs))
      lastJump = { byMs: 0, atMs: Number.NEGATIVE_INFINITY }
    },
  }
}

/** How often the clock is checked when nothing else asks for its time. */
const checkEveryMs = 10_000

/** Checks the clock at once and every 10 s, until the returned function is called. */
export function onClockJumps(clockWatch: ClockWatch, timers: Timers, jumped: () => void): () => void {
  let cancel = () => {}
  const check = () => {
    if (clockWatch.detectJump()) jumped()
    cancel = timers.after(checkEveryMs, check)
  }
  check()
  return () => cancel()
}
