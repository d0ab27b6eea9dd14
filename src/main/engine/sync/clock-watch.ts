import type { Clock } from '../../../shared/ports'

export interface ClockWatch {
  /** Central's `serverTime` (ISO 8601) from an answer to a request that was sent at `sentMs` (bench wall time). */
  note(serverTime: string, sentMs: number): void
  /** Bench clock minus central's, milliseconds; null before the first answer. */
  offsetMs(): number | null
}

/** Compares clocks: central's time is taken to be that of the middle between question and answer. */
export function clockWatchOn(clock: Clock): ClockWatch {
  let offset: number | null = null
  return {
    note(serverTime, sentMs) {
      const centralMs = Date.parse(serverTime)
      if (!Number.isNaN(centralMs)) offset = Math.round((sentMs + clock.wallMs()) / 2 - centralMs)
    },
    offsetMs: () => offset,
  }
}
