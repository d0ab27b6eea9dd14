import { errorCode } from '../../../shared/error-text'
import type { Timers } from '../../../shared/ports'
import { StoreUnavailable } from '../store'
import { isConflict } from './problems'

const mostAttempts = 8
const pauseMs = 10

/** Repeats `attempt` from the start while it conflicts with others, but not forever. */
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

/** A key that is still taken after so many attempts is no race: the use case should have checked. */
const isKey = (problem: unknown): boolean => errorCode(problem) === '23505'
