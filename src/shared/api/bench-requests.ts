// What a bench asks central beyond its enrolment: the replies are in ./bench.ts.
import { z } from 'zod'
import { feedPosition, knownHistory } from './history'

/** What the bench knows of central's history. Where that is not the present one, it has to begin anew. */
const known = { known: knownHistory.optional() }

/** `POST /intents`. The intents themselves are read one by one: one that is malformed must not spoil its neighbours. */
export const intentsRequest = z.looseObject(known)

export const changesQuery = z.object({
  ...known,
  after: feedPosition,
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be 1 to 1000')
    .transform(Number)
    .refine((limit) => limit <= 1000, 'must be 1 to 1000')
    .default(1000),
})

export const snapshotQuery = z.object({ ...known, from: z.string().optional() })
