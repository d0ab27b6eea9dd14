import { type Result, refused } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'
import { notSavedBy } from './not-saved'

/** What the disk refuses is answered as such; the transaction has left nothing behind. */
export function saving<Value>(work: () => Result<Value, Refusal>): Result<Value, Refusal> {
  try {
    return work()
  } catch (error) {
    return refused(notSavedBy(error))
  }
}

/** As `saving`, for work that waits for something before it writes. */
export async function savingLater<Value>(work: () => Promise<Result<Value, Refusal>>): Promise<Result<Value, Refusal>> {
  try {
    return await work()
  } catch (error) {
    return refused(notSavedBy(error))
  }
}
