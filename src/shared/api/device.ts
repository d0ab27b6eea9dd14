// The device's API on central (`/api/v1/device`). Bearer token, one device each. Reports are taken value by value: see ./device-reports.ts.
import { z } from 'zod'
import { reasonLength } from '../model/limits'
import { procedureEntity, tankEntity } from './entities'
import { printable } from './fields'

/** `GET /work`: what this device may take, oldest first, and the tanks it serves. */
export const workReply = z.object({ procedures: z.array(procedureEntity), tanks: z.array(tankEntity) })

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

/** `POST /procedures/{id}/start`, `/outcomes`, `/complete`, `/fail`: the device's own steps; each answers the procedure. */
export const outcomeRequest = z.strictObject({ containerId: z.int(), outcome: deviceOutcome })
export const failRequest = z.strictObject({ reason: printable.trim().min(1).max(reasonLength) })

/** `POST /refills` starts a REFILL (IN_PROGRESS at once), `/procedures/{id}/refill` reports its progress. */
export const refillRequest = z.strictObject({ storageId: z.int(), levelPercent: percent })
export const refillProgress = z.strictObject({ levelPercent: percent, litresAdded: litres })
