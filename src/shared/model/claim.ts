// How long a bench's claim on a procedure holds.
import { claimSeconds } from './limits'
import type { Claim } from './procedure'

/** Clocks are set by a little now and then; a claim that was just given must survive that. */
const slackMs = 10_000

/**
 * Milliseconds that a claim still holds, by the clock that dated it; 0 if it has lapsed. No claim is given for longer than `claimSeconds`: one
 * that ends later is of a clock that was ahead and has been set since, and nobody knows when it was given.
 */
export function claimMsLeft({ expiresAt }: Pick<Claim, 'expiresAt'>, nowMs: number): number {
  const left = Date.parse(expiresAt) - nowMs
  return left > 0 && left <= claimSeconds * 1_000 + slackMs ? left : 0
}
