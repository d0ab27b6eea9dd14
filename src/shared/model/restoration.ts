// What central may have lost when it was restored from a backup, as benches and devices remember it, and what people must look after.
import type { KnownTag } from './container'
import type { GivenVial } from './given'
import { type ContainerId, containerId, type ProcedureId } from './ids'
import type { Place } from './place'
import type { Actor } from './procedure'
import type { TagId } from './reader'
import type { SeenProcedure } from './seen'

/** Central was restored: what it did between the two times may be missing. Times are central's, ISO 8601 UTC. */
export interface Restoration {
  readonly id: string
  /** The last that the backup has. */
  readonly from: string
  /** When central started on the backup. */
  readonly to: string
  readonly noticedAt: string
  /** Benches that have not told yet what they remember of that time. */
  readonly unheard: readonly string[]
}

/** Where a vial was when it was last heard of. */
export type Whereabouts =
  | { readonly kind: 'stored'; readonly place: Place }
  /** A device has handed it over. */
  | { readonly kind: 'out' }
  /** It has its tag, and was never put into storage. */
  | { readonly kind: 'notStored' }
  /** The device could not say. */
  | { readonly kind: 'unknown' }

/** Something that a bench or a device remembers, and central doesn't. */
export type LostThing =
  | {
      readonly kind: 'procedure'
      readonly procedureId: ProcedureId
      /** By name; `UNKNOWN` and null where a device knows no more than the number. */
      readonly type: string
      readonly subjectCode: string | null
      readonly createdAt: string | null
      /** Its first ones, and how many there are. */
      readonly vials: readonly Omit<GivenVial, 'place'>[]
      readonly vialCount: number
      /** Its state by name, as it is remembered, and as central has it; null: central does not have it. */
      readonly remembered: string
      readonly atCentral: string | null
      /** What central has under the number instead. Absent: nothing, or the same procedure. */
      readonly instead?: SeenProcedure | undefined
    }
  | {
      readonly kind: 'vial'
      /** Null where central has no such vial. */
      readonly containerId: ContainerId | null
      /** The number that it had: of one subject several can have the same name. Absent where a central of before has told of it. */
      readonly formerId?: ContainerId | undefined
      readonly name: string
      readonly subjectCode: string
      readonly tag: TagId | null
      /** In which procedure it was moved. */
      readonly procedureId: ProcedureId
      readonly remembered: Whereabouts
      readonly rememberedAt: string
      /** Null where central has no such vial. */
      readonly atCentral: Whereabouts | null
    }

export interface Loss {
  readonly id: string
  readonly restorationId: string
  readonly thing: LostThing
  /** The bench or device that told of it. */
  readonly rememberedBy: string
  readonly toldAt: string
  /** Null while somebody has to look after it. */
  readonly closed: { readonly by: Actor | null; readonly at: string; readonly reason: string | null } | null
}

/** Whose a tag is that is on a vial which central doesn't have: under no number, since that may be another's by now. */
export function lostTagOf(thing: LostThing): Omit<KnownTag, 'facilityId'> | null {
  if (thing.kind !== 'vial' || thing.containerId !== null || thing.tag === null) return null
  const { tag, name, subjectCode, rememberedAt } = thing
  return { tag, containerId: containerId(0), containerName: name, subjectCode, since: rememberedAt }
}

/** Whether the tag is on a lost vial, and this is that vial, in a procedure that was requested again: it keeps the tag that is glued on. */
export const isLostItself = (
  owner: { readonly containerId: ContainerId; readonly name: string; readonly subjectCode: string },
  vial: { readonly name: string; readonly tag: TagId | null },
  subjectCode: string | undefined,
): boolean =>
  owner.containerId === 0 && vial.tag === null && owner.name === vial.name && owner.subjectCode === subjectCode

/** Where a vial may lie that central doesn't have: nobody may put another one there. */
export const lostVialPlace = (thing: LostThing): Place | null =>
  thing.kind === 'vial' && thing.containerId === null && thing.remembered.kind === 'stored'
    ? thing.remembered.place
    : null
