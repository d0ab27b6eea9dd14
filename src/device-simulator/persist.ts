// A call that central must hear of: repeated until there is an answer.
import { repeating, steady } from '../platform/back-off'
import { ok, type Result, refused } from '../shared/result'
import type { CallProblem } from './api'
import type { Pace } from './pace'

export type FinalProblem = Extract<CallProblem, { kind: 'refused' }> | { readonly kind: 'stopped' }

/**
 * Repeats the call while central is unreachable or busy; ends with its answer, its refusal, or the stop.
 * A lost answer means that the repeat may be refused although the first call worked: the caller looks at its work again.
 */
export async function persist<Value>(
  pace: Pace,
  call: () => Promise<Result<Value, CallProblem>>,
): Promise<Result<Value, FinalProblem>> {
  for (let attempt = 1; ; attempt++) {
    const result = await call()
    if (result.ok) return ok(result.value)
    const { problem } = result
    if (problem.kind === 'refused') return refused(problem)
    const waitMs = problem.kind === 'busy' ? problem.retryMs : steady(attempt, repeating)
    if (!(await pace.wait(waitMs))) return refused({ kind: 'stopped' })
  }
}
