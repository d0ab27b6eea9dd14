// The device's API on central (`/api/v1/device`). Bearer token, one device each.

import { z } from 'zod'
import { reasonLength } from '../model/limits'
import { procedureEntity, tankEntity } from './entities'
import { printable } from './fields'

/** `GET /work`: what this device may take, oldest first, and the tanks it serves. */
export const workReply = z.object({ procedures: z.array(procedureEntity), tanks: z.array(tankEntity) })

/** `POST /status`: a sign of life, at least every 10 s; levels of the tanks it serves. */
export const statusRequest = z.strictObject({
  state: z.enum(['idle', 'working', 'refilling', 'fault']),
  levels: z.array(z.strictObject({ storageId: z.int(), percent: z.number().min(0).max(100) })).max(100),
})

/** `POST /procedures/{id}/start`, `/outcomes`, `/complete`, `/fail`: the device's own steps; each answers the procedure. */
export const outcomeRequest = z.strictObject({
  containerId: z.int(),
  outcome: z.enum(['done', 'notDone', 'unknown']),
})
export const failRequest = z.strictObject({ reason: printable.trim().min(1).max(reasonLength) })

/** `POST /refills` starts a REFILL (IN_PROGRESS at once), `/procedures/{id}/refill` reports its progress. */
export const refillRequest = z.strictObject({ storageId: z.int(), levelPercent: z.number().min(0).max(100) })
export const refillProgress = z.strictObject({
  levelPercent: z.number().min(0).max(100),
  litresAdded: z.number().min(0).max(1000),
})
