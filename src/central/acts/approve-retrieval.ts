import type { ApproveRetrieval } from '../../shared/acts/approve-retrieval'
import { onProcedure } from './on-procedure'

/** Nobody approves what they have asked for: the procedure's rules say so. */
export const approveRetrieval = onProcedure<ApproveRetrieval>()
