// What the disk, or the system's safe storage, refuses (full, locked, broken) ends no work of sync: it goes on by itself when they do.
import type { Random } from '../shared/ports'
import { fullJitter, reconnecting } from './back-off'
import type { Bell } from './wake-signal'

export interface EnduranceNeeds {
  readonly signal: AbortSignal
  readonly random: Random
  readonly report?: (error: unknown) => void
}

/** Runs `work` until it resolves, or `signal` is aborted and `bell` rung; what it throws is reported, and waited out. Never rejects. */
export async function enduring(
  { signal, random, report }: EnduranceNeeds,
  bell: Pick<Bell, 'wait'>,
  work: () => Promise<void>,
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      return await work()
    } catch (error) {
      report?.(error)
      failures += 1
      await bell.wait(fullJitter(random, failures, reconnecting))
    }
  }
}
