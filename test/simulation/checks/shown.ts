// What people and devices were shown when they acted, as the world outside of the programs remembers it: by names. Numbers mean nothing here:
// a central that was restored from a backup gives them out again.
import type { Place } from '../../../src/shared/model/place'
import type { Procedure } from '../../../src/shared/model/procedure'

/** A vial as people know it. */
export interface Named {
  readonly subject: string
  readonly vial: string
}

/** What somebody does about a whole procedure. */
export type Doing = 'accept' | 'cancel' | 'end' | 'prepare'

const wordsOf = ({ subject, vial }: Named): string => `${vial} of ${subject}`
const placeOf = ({ storageId, canister, cane, position }: Place): string =>
  `${storageId} ${canister} ${cane} ${position}`

export interface NamedProcedure {
  readonly type: string
  readonly createdAt: string
  readonly subject: string | null
  readonly vials: readonly string[]
}

export const namedProcedure = ({ typeName, createdAt, subject, vials }: Procedure): NamedProcedure => ({
  type: typeName,
  createdAt,
  subject: subject?.code ?? null,
  vials: vials.map(({ name }) => name),
})

const formOf = (doing: Doing, { type, createdAt, subject, vials }: NamedProcedure): string =>
  JSON.stringify([doing, type, createdAt, subject, ...vials])

export class Shown {
  private readonly tags = new Map<string, Set<string>>()
  private readonly places = new Map<string, Set<string>>()
  private readonly doings = new Set<string>()
  private readonly moves = new Set<string>()
  /** A tag, and a vial that it can't be meant for. */
  private readonly never = new Map<string, string>()

  /** A vial had this tag laid down for it, or was shown with it. */
  tag(tag: string, named: Named) {
    const known = this.tags.get(tag) ?? new Set()
    this.tags.set(tag, known.add(wordsOf(named)))
  }

  place(named: Named, place: Place) {
    const known = this.places.get(wordsOf(named)) ?? new Set()
    this.places.set(wordsOf(named), known.add(placeOf(place)))
  }

  does(doing: Doing, procedure: NamedProcedure) {
    this.doings.add(formOf(doing, procedure))
  }

  /** A device has moved a vial. */
  moved(named: Named) {
    this.moves.add(wordsOf(named))
  }

  /** The tag lies on the reader, and is not this vial's, or (null) no vial's at all. */
  isNotFor(tag: string, named: Named | null) {
    this.never.set(tag, named === null ? '' : wordsOf(named))
  }

  isTagOf(tag: string, named: Named): boolean {
    return this.tags.get(tag)?.has(wordsOf(named)) ?? false
  }

  isPlaceOf(named: Named, place: Place): boolean {
    return this.places.get(wordsOf(named))?.has(placeOf(place)) ?? false
  }

  wasDone(doing: Doing, procedure: NamedProcedure): boolean {
    return this.doings.has(formOf(doing, procedure))
  }

  wasMoved(named: Named): boolean {
    return this.moves.has(wordsOf(named))
  }

  isForbidden(tag: string, named: Named): boolean {
    const not = this.never.get(tag)
    return not === '' || not === wordsOf(named)
  }
}
