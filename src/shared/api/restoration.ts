// What feed and snapshot carry of a restore of central: that it was restored, and what it may have lost.
import { z } from 'zod'
import { containerId, procedureId } from '../model/ids'
import type { Loss, Restoration } from '../model/restoration'
import { actor, place, writtenTag } from './fields'

const whereabouts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stored'), place }),
  z.object({ kind: z.literal('out') }),
  z.object({ kind: z.literal('notStored') }),
  z.object({ kind: z.literal('unknown') }),
])

export const restorationEntity = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  noticedAt: z.string(),
  unheard: z.array(z.string()),
}) satisfies z.ZodType<Restoration>

const lostThing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('procedure'),
    procedureId: z.int().transform(procedureId),
    type: z.string(),
    subjectCode: z.string().nullable(),
    createdAt: z.string().nullable(),
    vials: z.array(
      z.object({ containerId: z.int().transform(containerId), name: z.string(), tag: writtenTag.nullable() }),
    ),
    vialCount: z.int(),
    remembered: z.string(),
    atCentral: z.string().nullable(),
    instead: z
      .object({
        type: z.string(),
        subjectCode: z.string().nullable(),
        createdAt: z.string(),
        vials: z.array(z.object({ containerId: z.int().transform(containerId), name: z.string() })),
        vialCount: z.int(),
      })
      .optional(),
  }),
  z.object({
    kind: z.literal('vial'),
    containerId: z.int().transform(containerId).nullable(),
    formerId: z.int().transform(containerId).optional(),
    name: z.string(),
    subjectCode: z.string(),
    tag: writtenTag.nullable(),
    procedureId: z.int().transform(procedureId),
    remembered: whereabouts,
    rememberedAt: z.string(),
    atCentral: whereabouts.nullable(),
  }),
])

export const lossEntity = z.object({
  id: z.string(),
  restorationId: z.string(),
  thing: lostThing,
  rememberedBy: z.string(),
  toldAt: z.string(),
  closed: z.object({ by: actor.nullable(), at: z.string(), reason: z.string().nullable() }).nullable(),
}) satisfies z.ZodType<Loss>
