import type { Result } from '../../src/shared/result'

/** The value of what a test counts on; a refusal ends the test, with its problem. */
export function must<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value
  throw new Error(`Refused: ${JSON.stringify(result.problem)}`)
}
