// The device's API on central (`/api/v1/device`). Bearer token, one device each. Reports are taken value by value: see ./device-reports.ts.
import { z } from 'zod'
import { reasonLength } from '../model/limits'
import { procedureEntity, tankEntity } from './entities'
import { place, printable, writtenTag } from './fields'

/** Of what a device is given to carry out: SHA-256, see ../model/given.ts. */
export const givenDigest = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * `GET /work`: what this device may take, oldest first, and the tanks it serves. With `?given=yes`, as in every path that hands something
 * over, `given` names the digest of each procedure by its number; a device brings it back in its reports.
 */
export const workReply = z.object({
  procedures: z.array(procedureEntity),
  tanks: z.array(tankEntity),
  given: z.record(z.string(), givenDigest).optional(),
})

/** What a report is about, as the device was given it. Only the digest is compared; the rest is for people, as far as the device keeps it. */
export const givenFields = {
  type: printable.max(40),
  subjectCode: printable.max(200).nullable(),
  createdAt: z.iso.datetime(),
} as const
/** What is put on record must be what a person can sign when they close it. */
const givenPlace = place.refine(({ canister, cane }) =>
  [canister, cane].every((text) => printable.max(200).safeParse(text).success),
)
export const givenVial = z.object({
  containerId: z.int(),
  name: printable.max(200),
  tag: writtenTag.nullable(),
  place: givenPlace.nullable(),
})

export const percent = z.number().min(0).max(100)
export const litres = z.number().min(0).max(1000)
export const deviceState = z.enum(['idle', 'working', 'refilling', 'fault'])
export const deviceOutcome = z.enum(['done', 'notDone', 'unknown'])

/**
 * `POST /status`: a sign of life, at least every 10 s; levels of the tanks it serves. Whatever is sent is a sign of life; what can't be so is
 * passed over and named in `oddValues` of the answer.
 */
export const statusRequest = z.strictObject({
  state: deviceState,
  levels: z.array(z.strictObject({ storageId: z.int(), percent })),
})

/**
 * `POST /procedures/{id}/start`, `/outcomes`, `/complete`, `/fail`: the device's own steps; each answers the procedure. Every one, and
 * `/refill`, may have `given` besides: the digest, or an object with `digest` and as much of the rest as the device keeps. A report on
 * something else than central has under the number is refused, and put on record for people.
 */
export const outcomeRequest = z.strictObject({ containerId: z.int(), outcome: deviceOutcome })
export const failRequest = z.strictObject({ reason: printable.trim().min(1).max(reasonLength) })

/** `POST /refills` starts a REFILL (IN_PROGRESS at once), `/procedures/{id}/refill` reports its progress. */
export const refillRequest = z.strictObject({ storageId: z.int(), levelPercent: percent })
