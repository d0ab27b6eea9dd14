import { type Result, refused } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'
import { notSavedBy } from '../store/contract/not-saved'

/** What the disk refuses is answered as such; the transaction has left nothing behind. */
export function saving<Value>(work: () => Result<Value, Refusal>): Result<Value, Refusal> {
  try {
    return work()
  } catch (error) {
    return refused(notSavedBy(error))
  }
}
