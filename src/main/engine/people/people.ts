// Who stands at the bench. A port: sign-in replaces the implementation below, the use cases stay as they are.

import type { BenchId, PersonId } from '../../../shared/model/ids'
import { type Person, roles } from '../../../shared/model/person'
import type { Actor } from '../../../shared/model/procedure'
import { ok, type Result, refused } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'
import type { Store } from '../store/contract'

export interface People {
  current(): Person | null
  available(): readonly Person[]
  switchTo(id: PersonId): Result<null, Refusal>
}

/** People as central names them, chosen by hand and without a secret; who has the fewest rights stands there until somebody is chosen. */
export function chosenPeople(store: Pick<Store, 'mirror' | 'profile' | 'transact'>): People {
  const available = () => store.mirror.people()
  return {
    available,
    current() {
      const people = available()
      const chosen = store.profile.currentPerson()
      return (
        people.find((person) => person.id === chosen) ??
        people.find((person) => person.role === roles[0]) ??
        people[0] ??
        null
      )
    },
    switchTo(id) {
      if (!available().some((person) => person.id === id)) return refused({ kind: 'noSuchPerson' })
      store.transact(() => store.profile.saveCurrentPerson(id))
      return ok(null)
    },
  }
}

export interface PeopleHere {
  readonly people: People
  /** Null before the bench is enrolled. */
  readonly bench: () => BenchId | null
  /** Whoever acts now, as records name them. */
  readonly whoActs: () => Result<Extract<Actor, { kind: 'person' }>, Refusal>
}

export function peopleHere(store: Pick<Store, 'mirror' | 'profile' | 'transact'>): PeopleHere {
  const people = chosenPeople(store)
  const bench = () => store.profile.identity()?.benchId ?? null
  return { people, bench, whoActs: () => actorAt(people, bench()) }
}

/** Whoever stands at this bench, as records name them. */
export function actorAt(people: People, bench: BenchId | null): Result<Extract<Actor, { kind: 'person' }>, Refusal> {
  const person = people.current()
  if (person === null || bench === null) return refused({ kind: 'nobodySignedIn' })
  return ok({ kind: 'person', personId: person.id, name: person.name, benchId: bench })
}
