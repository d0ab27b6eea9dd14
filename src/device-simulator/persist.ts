// A call that central must hear of: repeated until there is an answer.
import { ok, type Result, refused } from '../shared/result'
import type { CallProblem } from './api'
import type { Pace } from './pace'

const firstPauseMs = 500
const longestPauseMs = 10_000

export type FinalProblem = Extract<CallProblem, { kind: 'refused' }> | { readonly kind: 'stopped' }

/**
 * Repeats the call while central is unreachable or busy; ends with its answer, its refusal, or the stop.
 * A lost answer means that the repeat may be refused although the first call worked: the caller looks at its work again.
 */
export async function persist<Value>(
  pace: Pace,
  call: () => Promise<Result<Value, CallProblem>>,
): Promise<Result<Value, FinalProblem>> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const result = await call()
    if (result.ok) return ok(result.value)
    const { problem } = result
    if (problem.kind === 'refused') return refused(problem)
    if (!(await pace.wait(problem.kind === 'busy' ? problem.retryMs : pauseMs))) return refused({ kind: 'stopped' })
  }
}
