import type { ReleaseTag } from '../../shared/acts/release-tag'
import { onProcedure } from './on-procedure'

/** The tag is free for another vial then. */
export const releaseTag = onProcedure<ReleaseTag>()
