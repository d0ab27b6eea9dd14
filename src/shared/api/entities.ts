// What feed and snapshot carry from central to a bench: whole entities, replaced by (entity, id) at the bench.
// Unknown types and states are kept by their name, so that a newer central shows up as text and not as a crash.
import { z } from 'zod'
import { type KnownTag, type SampleContainer, verifyReasons } from '../model/container'
import { type Device, oddities } from '../model/device'
import type { FacilityRules } from '../model/facility-rules'
import {
  benchId,
  containerId,
  deviceId,
  facilityId,
  organizationId,
  personId,
  procedureId,
  storageId,
  subjectId,
} from '../model/ids'
import type { Made } from '../model/made'
import { type Person, roles } from '../model/person'
import type { Cane, Tank } from '../model/place'
import { outcomes, type Procedure, procedureStatuses, procedureTypes } from '../model/procedure'
import { type PurposedTag, purposeOf } from '../model/tag-purpose'
import { actor, place, writtenTag } from './fields'
import { lossEntity, restorationEntity } from './restoration'

const subject = z.object({ id: z.int().transform(subjectId), code: z.string() })

const vial = z.object({
  containerId: z.int().transform(containerId),
  name: z.string(),
  description: z.string(),
  tag: writtenTag.nullable(),
  place: place.nullable(),
  outcome: z.enum(outcomes).catch('unknown'),
  outcomeAt: z.string().nullable(),
  returning: z.boolean().optional(),
})

export const lateReport = z.object({
  containerId: z.int().transform(containerId).nullable(),
  said: z.enum(['done', 'notDone', 'unknown', 'completed', 'failed']).catch('unknown'),
  reason: z.string().nullable(),
  at: z.string(),
})

export const made = z.object({
  id: z.string(),
  subjectCode: z.string(),
  newVials: z.int().nonnegative(),
}) satisfies z.ZodType<Made>

export const procedureEntity = z
  .object({
    id: z.int().transform(procedureId),
    typeName: z.string(),
    statusName: z.string(),
    facilityId: z.int().transform(facilityId),
    subject: subject.nullable(),
    vials: z.array(vial),
    requestedBy: actor.nullable(),
    preparedBy: actor.nullable(),
    acceptedBy: actor.nullable(),
    device: z.object({ id: z.int().transform(deviceId), name: z.string() }).nullable(),
    claim: z
      .object({ benchId: z.string().transform(benchId), benchName: z.string(), expiresAt: z.string() })
      .nullable(),
    refill: z
      .object({
        storageId: z.int().transform(storageId),
        tankName: z.string(),
        levelBefore: z.number(),
        levelNow: z.number(),
        litresAdded: z.number(),
      })
      .nullable(),
    reason: z.string().nullable(),
    endedBy: actor.nullish(),
    lateReports: z.array(lateReport).optional(),
    made: made.optional(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    completedAt: z.string().nullable(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .transform(
    (wire): Procedure => ({
      ...wire,
      type: z.enum(procedureTypes).safeParse(wire.typeName).data ?? 'UNKNOWN',
      status: z.enum(procedureStatuses).safeParse(wire.statusName).data ?? 'UNKNOWN',
    }),
  )

export const containerEntity = z.object({
  id: z.int().transform(containerId),
  name: z.string(),
  description: z.string(),
  subject,
  tag: writtenTag.nullable(),
  taggedAt: z.string().nullable(),
  place: place.nullable(),
  storedAt: z.string().nullable(),
  verify: z
    .object({
      since: z.string(),
      why: z.enum(verifyReasons).catch('outcomeUnknown'),
      place: place.nullish().transform((known) => known ?? null),
    })
    .nullish(),
  version: z.int(),
}) satisfies z.ZodType<SampleContainer>

/** A binding that was undone before its procedure was queued is taken back by a `freedTag`. */
export const knownTagEntity = z.object({
  tag: writtenTag,
  containerId: z.int().transform(containerId),
  containerName: z.string(),
  subjectCode: z.string(),
  facilityId: z.int().transform(facilityId),
  since: z.string(),
}) satisfies z.ZodType<KnownTag>

/** A tag that is no vial's, or no longer another's. */
export const tagPurposeEntity = z.object({
  tag: writtenTag,
  purpose: z.string().transform(purposeOf),
}) satisfies z.ZodType<PurposedTag>

const level = z.object({ at: z.string(), percent: z.number() })

export const tankEntity = z.object({
  id: z.int().transform(storageId),
  name: z.string(),
  capacity: z.int(),
  canisters: z.array(z.object({ name: z.string(), caneLimit: z.int() })),
  deviceName: z.string().nullable(),
  level: level.nullable(),
  version: z.int(),
}) satisfies z.ZodType<Tank>

export const caneEntity = z.object({
  storageId: z.int().transform(storageId),
  canister: z.string(),
  cane: z.string(),
  capacity: z.int(),
}) satisfies z.ZodType<Cane>

/** A newer central may find more odd than this program has a word for. */
const oddValue = z.object({
  where: z.string(),
  storageId: z.int().transform(storageId).nullable(),
  told: z.string(),
  why: z.enum(oddities).catch('notUnderstood'),
})

export const deviceEntity = z.object({
  id: z.int().transform(deviceId),
  name: z.string(),
  state: z.enum(['idle', 'working', 'refilling', 'fault']).catch('fault'),
  procedureId: z.int().transform(procedureId).nullable(),
  lastSeenAt: z.string().nullable(),
  oddValues: z.array(oddValue).optional(),
  version: z.int(),
}) satisfies z.ZodType<Device>

export const personEntity = z.object({
  id: z.string().transform(personId),
  name: z.string(),
  role: z.enum(roles),
}) satisfies z.ZodType<Person>

export const organizationEntity = z.object({
  id: z.int().transform(organizationId),
  name: z.string(),
  facility: z.object({ id: z.int().transform(facilityId), name: z.string() }),
})

/** What a facility has laid down for its benches. */
export const facilityRulesEntity = z.object({ twoPeople: z.boolean() }) satisfies z.ZodType<FacilityRules>

/** One change: an entity as it now is. Rows of the feed and lines of the snapshot have this shape. */
export const change = z.discriminatedUnion('entity', [
  z.object({ entity: z.literal('procedure'), body: procedureEntity }),
  z.object({ entity: z.literal('container'), body: containerEntity }),
  z.object({ entity: z.literal('knownTag'), body: knownTagEntity }),
  z.object({ entity: z.literal('freedTag'), body: z.object({ tag: writtenTag }) }),
  z.object({ entity: z.literal('tagPurpose'), body: tagPurposeEntity }),
  z.object({ entity: z.literal('tank'), body: tankEntity }),
  z.object({ entity: z.literal('level'), body: level.extend({ storageId: z.int().transform(storageId) }) }),
  z.object({ entity: z.literal('cane'), body: caneEntity }),
  z.object({ entity: z.literal('device'), body: deviceEntity }),
  z.object({ entity: z.literal('person'), body: personEntity }),
  z.object({ entity: z.literal('facilityRules'), body: facilityRulesEntity }),
  z.object({ entity: z.literal('restoration'), body: restorationEntity }),
  z.object({ entity: z.literal('loss'), body: lossEntity }),
])
export type Change = z.infer<typeof change>
export type EntityName = Change['entity']
