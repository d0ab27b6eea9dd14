// What a device was given to carry out. Its reports bring this back: a central that was restored from a backup may have given the same
// number to something else since.
import type { ContainerId } from './ids'
import type { Place } from './place'
import type { Procedure } from './procedure'
import type { TagId } from './reader'

export interface GivenVial {
  readonly containerId: ContainerId
  readonly name: string
  readonly tag: TagId | null
  readonly place: Place | null
}

/** As a device brings it back. Only the digest is compared; the rest is for people, as far as the device keeps it. */
export interface Given {
  /** Of the whole procedure: SHA-256, lower-case hex, of `givenForm`. */
  readonly digest: string
  readonly type: string | null
  readonly subjectCode: string | null
  /** ISO 8601, UTC. */
  readonly createdAt: string | null
  /** All, or those that the report is about. */
  readonly vials: readonly GivenVial[]
}

/** The one canonical form. Nothing in it changes once a device can see the procedure. */
export const givenForm = (procedure: Procedure): object => ({
  form: 'cryobench/given/v1',
  procedureId: procedure.id,
  type: procedure.typeName,
  createdAt: procedure.createdAt,
  subjectCode: procedure.subject?.code ?? null,
  storageId: procedure.refill?.storageId ?? null,
  vials: procedure.vials.map(({ containerId, name, tag, place }) => ({ containerId, name, tag, place })),
})
