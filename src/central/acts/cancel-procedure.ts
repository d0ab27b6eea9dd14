import type { CancelProcedure } from '../../shared/acts/cancel-procedure'
import { onProcedure } from './on-procedure'

/** Tags and places go back to the facility with it. */
export const cancelProcedure = onProcedure<CancelProcedure>()
