// What is made at a bench has a UUID until central has numbered it. Until then the bench calls it, and acts name it, by numbers that follow
// from the UUID: below zero, so that central never gives one of them to anything.
import { type ContainerId, containerId, type ProcedureId, procedureId } from './ids'

/** What a procedure that was made at a bench was called there, before central had numbered it. */
export interface Made {
  /** UUIDv7. */
  readonly id: string
  /** As the person wrote it; central may have the subject in another spelling. */
  readonly subjectCode: string
  /** So many of its vials, the first ones, were new: they had no number either. */
  readonly newVials: number
}

/** Vials that one procedure can have are counted in the last digits of their numbers: 1,000 at most, on both sides of the wire. */
const vialsApart = 1024

/** The last hex digits of a UUIDv7 are chance. */
const chanceOf = (id: string, digits: number): number => Number.parseInt(id.replaceAll('-', '').slice(-digits), 16)

/** 52 bits of chance: in a hundred thousand procedures of one facility two are the same once in a million times, and one is refused then. */
export const madeNumber = (id: string): ProcedureId => procedureId(-1 - chanceOf(id, 13))

/** `nth`: among the new vials, from 0. Only together with its procedure does the number name a vial. */
export const madeVialNumber = (id: string, nth: number): ContainerId =>
  containerId(-1 - (chanceOf(id, 10) * vialsApart + nth))

/** Central has not numbered it yet. */
export const isUnnumbered = (id: number): boolean => id < 0

/** The same before and after central has numbered it: what was made at a bench keeps the first one. */
export const lastingNumber = ({
  id,
  made,
}: {
  readonly id: ProcedureId
  readonly made?: Made | undefined
}): ProcedureId => (made === undefined ? id : madeNumber(made.id))
