import { errorCode } from '../../../shared/error-text'
import type { Timers } from '../../../shared/ports'
import { StoreUnavailable } from '../store'
import { isConflict } from './problems'

const mostAttempts = 8
const pauseMs = 10

/** Runs `attempt` anew, each time from the start, while others stand in its way; not for ever. */
export async function untilDone<Value>(attempt: () => Promise<Value>, timers: Timers): Promise<Value> {
  for (let made = 1; ; made++) {
    try {
      return await attempt()
    } catch (problem) {
      if (!isConflict(problem)) throw problem
      if (made >= mostAttempts) throw isKey(problem) ? problem : new StoreUnavailable(problem)
    }
    await new Promise<void>((resolve) => timers.after(pauseMs * made, resolve))
  }
}

/** A key that is still taken after so many looks is no race: the use case should have asked. */
const isKey = (problem: unknown): boolean => errorCode(problem) === '23505'
