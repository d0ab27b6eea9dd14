import { errorText } from '../../../shared/error-text'
import { type Result, refused } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'

/** What the disk refuses is answered as such; the transaction has left nothing behind. */
export function saving<Value>(work: () => Result<Value, Refusal>): Result<Value, Refusal> {
  try {
    return work()
  } catch (error) {
    return refused({ kind: 'notSaved', detail: errorText(error) })
  }
}
