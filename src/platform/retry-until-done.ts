// Work that must get done although the disk or the system's safe storage refuses it (full, locked, broken): tried again until it is.
import type { Random } from '../shared/ports'
import { fullJitter, reconnecting } from './back-off'
import type { WakeSignal } from './wake-signal'

export interface RetryNeeds {
  readonly signal: AbortSignal
  readonly random: Random
  readonly report?: (error: unknown) => void
}

/**
 * Runs `work` until it resolves, or until `signal` is aborted and `wake` given. What it throws is reported, and then tried again with
 * back-off. Never rejects.
 */
export async function retryUntilDone(
  { signal, random, report }: RetryNeeds,
  wake: Pick<WakeSignal, 'wait'>,
  work: () => Promise<void>,
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      return await work()
    } catch (error) {
      report?.(error)
      failures += 1
      await wake.wait(fullJitter(random, failures, reconnecting))
    }
  }
}
