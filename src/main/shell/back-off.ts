/** The first restart comes at once, so that a crash costs a bench less than a second. */
const firstMs = 50
const mostMs = 10_000
/** A process that ran this long was healthy: its end is a new trouble, not the old one. */
export const healthyMs = 30_000

/** Milliseconds before the restart after `failures` short-lived runs in a row, counted from 1. */
export function restartDelayMs(failures: number): number {
  return failures <= 1 ? firstMs : Math.min(mostMs, firstMs * 4 ** (failures - 1))
}
