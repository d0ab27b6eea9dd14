import type { PrepareProcedure } from '../../shared/acts/prepare-procedure'
import { onProcedure } from './on-procedure'

/** Nothing but the procedure's own rules is asked. */
export const prepareProcedure = onProcedure<PrepareProcedure>()
