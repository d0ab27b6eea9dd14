import type { EndProcedure } from '../../shared/acts/end-procedure'
import { onProcedure } from './on-procedure'

/** What the device has told meanwhile refuses it: nobody overwrites the other. */
export const endProcedure = onProcedure<EndProcedure>()
