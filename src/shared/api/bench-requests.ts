// What a bench asks central beyond its enrolment: the replies are in ./bench.ts.
import { z } from 'zod'
import { fullPage } from './bench'
import { readHistory, readPosition } from './feed-history'
import { mostSeq } from './intents'

const position = z.string().transform((text, context) => {
  const read = readPosition(text)
  if (!read) context.addIssue('must be <epoch>:<n>')
  return read ?? z.NEVER
})

const history = z.string().transform((text, context) => {
  const read = readHistory(text)
  if (!read) context.addIssue('must be <epoch>:<n>:<digest>, perhaps more rows behind commas')
  return read ?? z.NEVER
})

/** What the bench knows of central's history. If that is not the present one, the bench has to begin again. */
const known = { known: history.optional() }

/** `POST /intents`. The intents themselves are read one by one: one that is malformed must not spoil its neighbours. */
export const intentsRequest = z.looseObject(known)

const limitIssue = `must be 1 to ${fullPage}`
export const changesQuery = z.object({
  ...known,
  after: position,
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, limitIssue)
    .transform(Number)
    .refine((limit) => limit <= fullPage, limitIssue)
    .default(fullPage),
  /** The number of the last act that the bench has made. Anything else is as nothing: it must not keep a bench from its feed. */
  made: z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((made) => made <= mostSeq)
    .optional()
    .catch(undefined),
})

export const snapshotQuery = z.object({ ...known, from: z.string().optional() })
