// Who may do what: each act, and each thing a screen offers, beside each role. Engine, central and screens read this table, and nothing
// else compares a role. How to add a right: one row here; the compiler asks for a cell for each role.
import { type Role, roles } from './model/person'

/** Why a role may not. The language files have its sentence. */
export type WhyNot = 'onlySupervisor'

type Cell = 'may' | WhyNot

const everybody = { staff: 'may', supervisor: 'may' } as const
const supervisors = { staff: 'onlySupervisor', supervisor: 'may' } as const

export const rights = {
  'tag.assign': everybody,
  'tag.release': everybody,
  'cane.add': everybody,
  'vial.verify': everybody,
  /** No tag was read: the vial has none, or none that can be read, or it was not found. */
  'vial.verifyUnscanned': supervisors,
  'loss.close': supervisors,
  /** Whoever may also accept a retrieval has theirs queued at once, unless the facility requires two people. */
  'procedure.create': everybody,
  'procedure.prepare': everybody,
  'procedure.accept': supervisors,
  'procedure.cancel': supervisors,
  /** In place of a device that has stopped answering. */
  'procedure.end': supervisors,
  'conflict.resolve': everybody,
  /** The refused act was a supervisor's: withdrawing it, or asking for it again, is one too. */
  'conflict.resolveDecision': supervisors,
  /** A choice that overrides what central has, or that somebody without the right has asked for. */
  'conflict.override': supervisors,
  'backup.restore': supervisors,
} as const satisfies Readonly<Record<string, Readonly<Record<Role, Cell>>>>

export type Right = keyof typeof rights

type Somebody = { readonly role: Role } | null | undefined

export type NotEntitled = { readonly kind: 'nobodySignedIn' } | { readonly kind: 'notEntitled'; readonly why: WhyNot }

/** Null if this person may. Where nobody is signed in, nobody may do anything. */
export function whyNot(person: Somebody, right: Right): NotEntitled | null {
  if (!person) return { kind: 'nobodySignedIn' }
  const cell: Cell = rights[right][person.role]
  return cell === 'may' ? null : { kind: 'notEntitled', why: cell }
}

export const may = (person: Somebody, right: Right): boolean => whyNot(person, right) === null

/** Whom to ask: those of `people` who may. */
export const holdersOf = <Someone extends { readonly role: Role }>(
  people: readonly Someone[],
  right: Right,
): readonly Someone[] => people.filter((person) => may(person, right))

/** The first role, in the order of `roles`, that may: whose matter it is. */
export function roleFor(right: Right): Role {
  return roles.find((role) => may({ role }, right)) ?? 'supervisor'
}

/** Some role lacks it: what is done under such a right is an approval. */
export const isReserved = (right: Right): boolean => roles.some((role) => !may({ role }, right))
