// What of a read counts for a verification. Pure. That a tag lies on the bench alone is said by the bench's own one-tag rule: what comes
// here is its answer (`OnReader`), and nothing is decided about tags a second time.
import type { ContainerId } from '../../../../shared/model/ids'
import type { TagId } from '../../../../shared/model/reader'
import type { OnReader } from '../../../../shared/views/inventory'
import { defaultFieldRule, settledMs } from '../../readers/field-state'

/** A vial whose tag was read alone. */
export interface Scanned {
  readonly containerId: ContainerId
  readonly tag: TagId
  /** Monotonic. */
  readonly atMs: number
  /** It has not been lifted since. */
  readonly lies: boolean
}

export interface Reading {
  /** What lies on a reader now; null if nothing does. */
  readonly shown: OnReader | null
  /** The last vial that was read, as long as nothing was read after it: a vial goes back into the cold before anybody touches the screen. */
  readonly scanned: Scanned | null
}

export const nothingRead: Reading = { shown: null, scanned: null }

export function readingAfter({ scanned }: Reading, shown: OnReader | null, nowMs: number): Reading {
  // What is no vial's, such as a badge, takes nothing from it either; it is only shown where no vial lies.
  if (shown === null || shown.kind === 'otherPurpose') return { shown, scanned: scanned && { ...scanned, lies: false } }
  if (shown.kind !== 'vial') return { shown, scanned: null }
  return { shown, scanned: { containerId: shown.container.id, tag: shown.tag, atMs: nowMs, lies: true } }
}

/**
 * What is left of it while nobody looks at the list: a vial that lies there. One that was lifted was read before it was asked for, and may be
 * anywhere by the time that it is.
 */
export const askedForNow = (reading: Reading): Reading =>
  reading.scanned?.lies === false ? { ...reading, scanned: null } : reading

/** Milliseconds until the read of the vial can't turn out any more not to have been of one tag; 0 if that is so now. */
export function unsettledMs({ atMs, lies }: Scanned, nowMs: number): number {
  const doubtfulMs = lies ? settledMs : defaultFieldRule.watchMs
  return Math.max(0, atMs + doubtfulMs - nowMs)
}
