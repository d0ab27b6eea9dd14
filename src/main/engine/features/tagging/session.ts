// Tagging one procedure, as the fold of what staff did: the same events give the same session after a restart.
import { assertNever } from '../../../../shared/assert-never'
import type { ContainerId, IntentId } from '../../../../shared/model/ids'
import type { CaneRef, Place } from '../../../../shared/model/place'
import type { Procedure, ProcedureVial } from '../../../../shared/model/procedure'
import type { TagId } from '../../../../shared/model/reader'
import type { TaggingEvent } from '../../store/contract/records'

export interface OnVial {
  readonly containerId: ContainerId
  readonly tag: TagId
}

/** A tag that this bench has put on a vial, and that is still on. */
export interface Bound extends OnVial {
  readonly place: Place
  readonly intentId: IntentId
}

export interface Session {
  /** `gone`: central does not have the procedure any more, or has another one under its number. */
  readonly phase: 'new' | 'open' | 'stopped' | 'finished' | 'gone'
  readonly cane: CaneRef | null
  readonly skipped: readonly ContainerId[]
  /** A vial that goes before the order of the procedure. */
  readonly turn: ContainerId | null
  /** Oldest first; Undo takes the last. */
  readonly bound: readonly Bound[]
  /** After a crash: whose tag is asked for once more. */
  readonly confirm: Bound | null
}

const unbegun: Session = { phase: 'new', cane: null, skipped: [], turn: null, bound: [], confirm: null }

/**
 * The events that are about this procedure. Under its number there may have been another one, before central was restored from a backup:
 * what was done about that is no beginning of this. `about`: see `TaggingEvent`.
 */
export function eventsAbout(events: readonly TaggingEvent[], about: string): readonly TaggingEvent[] {
  const other = events.findLastIndex((event) => isOpenedAbout(event) && event.about !== about)
  if (other < 0) return events
  const next = events.findIndex((event, index) => index > other && isOpenedAbout(event))
  return next < 0 ? [] : events.slice(next)
}

const isOpenedAbout = (event: TaggingEvent): event is Extract<TaggingEvent, { kind: 'opened' }> =>
  event.kind === 'opened' && event.about !== undefined

/** Whether what was opened last under this number was another procedure. */
export const wasAnother = (events: readonly TaggingEvent[], about: string): boolean =>
  events.length > 0 && eventsAbout(events, about).length === 0

/**
 * The session after `events` (oldest first), for the procedure as this bench foresees it: a tag that central has refused
 * meanwhile is no longer on its vial, and so can't be undone or asked for.
 */
export function foldSession(events: readonly TaggingEvent[], procedure: Procedure): Session {
  const session = events.reduce(next, unbegun)
  const tags = new Map(procedure.vials.map((vial) => [vial.containerId, isToScan(vial) ? null : vial.tag]))
  const isOn = (bound: Bound) => tags.get(bound.containerId) === bound.tag
  return {
    ...session,
    bound: session.bound.filter(isOn),
    confirm: session.confirm !== null && isOn(session.confirm) ? session.confirm : null,
  }
}

const without = (ids: readonly ContainerId[], id: ContainerId) => ids.filter((each) => each !== id)

function next(session: Session, event: TaggingEvent): Session {
  switch (event.kind) {
    case 'opened': {
      // Opened while open: the run before ended without a word, in the middle of work.
      const isCrash = session.phase === 'open'
      return { ...session, phase: 'open', confirm: isCrash ? (session.bound.at(-1) ?? null) : session.confirm }
    }
    case 'stopped':
      // A question that nobody has answered is asked again.
      return { ...session, phase: 'stopped' }
    case 'finished':
      return { ...session, phase: 'finished', confirm: null }
    case 'placeChosen':
      return { ...session, cane: event.cane }
    case 'tagged': {
      const { containerId, tag, place, intentId } = event
      return {
        ...session,
        bound: [...session.bound, { containerId, tag, place, intentId }],
        skipped: without(session.skipped, containerId),
        turn: null,
      }
    }
    case 'undone':
      return {
        ...session,
        bound: session.bound.filter((one) => one.containerId !== event.containerId || one.tag !== event.tag),
        turn: event.containerId,
        confirm: null,
      }
    case 'skipped':
      return { ...session, skipped: [...without(session.skipped, event.containerId), event.containerId], turn: null }
    case 'wentTo':
      return { ...session, skipped: without(session.skipped, event.containerId), turn: event.containerId }
    case 'lastConfirmed':
      return { ...session, confirm: null }
    case 'mismatch':
      return session
    default:
      return assertNever(event)
  }
}

/** Whether tags may still be put on the vials of the procedure in this session. */
export const isTagging = (session: Session, procedure: Procedure): boolean =>
  session.phase === 'open' && procedure.status === 'PENDING'

/**
 * Every vial has its tag and nothing is asked, but the procedure is not queued yet. It must never stay so: the bench waits
 * only until none of the tags can be withdrawn any more.
 */
export const isComplete = (session: Session, procedure: Procedure): boolean =>
  isTagging(session, procedure) && session.confirm === null && untagged(procedure).length === 0

/** Its tag is to be put on a reader yet. One that comes back into storage has its tag already, and gets its place by the scan. */
export const isToScan = ({ tag, place }: ProcedureVial): boolean => tag === null || place === null

export const untagged = (procedure: Procedure): readonly ProcedureVial[] => procedure.vials.filter(isToScan)

/** The vial that goes on the reader next; null if none is left, or only skipped ones are. */
export function expectedVial(session: Session, procedure: Procedure): ProcedureVial | null {
  if (!isTagging(session, procedure) || session.confirm !== null) return null
  const open = untagged(procedure)
  return (
    open.find((vial) => vial.containerId === session.turn) ??
    open.find((vial) => !session.skipped.includes(vial.containerId)) ??
    null
  )
}

/** What Undo would take back: what was put on here last; then, vial by vial from the end, what was put on at another bench. */
export function undoable(session: Session, procedure: Procedure): OnVial | null {
  if (!isTagging(session, procedure)) return null
  return session.bound.at(-1) ?? procedure.vials.flatMap(onVial).at(-1) ?? null
}

const onVial = (vial: ProcedureVial): readonly OnVial[] =>
  vial.tag === null || isToScan(vial) ? [] : [{ containerId: vial.containerId, tag: vial.tag }]
