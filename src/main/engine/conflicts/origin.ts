// What central says of who stands in the way of a refused intent.
import { z } from 'zod'
import { actor } from '../../../shared/api/entities'
import type { IntentProblem } from '../../../shared/ipc/snapshots'
import type { Conflict } from '../../../shared/ipc/sync-views'

export type Origin = NonNullable<Conflict['central']['by']>

const origin = z.object({ actor, benchName: z.string().nullable(), at: z.string() })

/** Null if nobody does, or central is too old to say. */
export const originOf = (problem: IntentProblem | null): Origin | null => origin.safeParse(problem?.by).data ?? null
