// Who works at a facility, and in which role. Benches learn of a change by their feed; central checks each act against this list.
import type { Person } from '../../../shared/model/person'
import { ok, type Result, refused } from '../../../shared/result'
import { lockFeeds } from '../../store/feed'
import { facilityOfPerson, findPerson, isFacility, savePerson } from '../../store/organizations'
import { type Central, transact } from '../central'

export interface PersonAt extends Person {
  readonly facilityId: number
}

export type PersonProblem =
  | { readonly kind: 'unknownFacility'; readonly facilityId: number }
  /** A person's id belongs to one facility. */
  | { readonly kind: 'personElsewhere'; readonly personId: string; readonly facilityId: number }

/** Adds a person, or changes their name and role; one who needs no change is left untouched. */
export function setPerson(central: Central, asked: PersonAt): Promise<Result<Person, PersonProblem>> {
  const { facilityId, ...person } = asked
  return transact(central, async (tx): Promise<Result<Person, PersonProblem>> => {
    if (!(await isFacility(tx.db, facilityId))) return refused({ kind: 'unknownFacility', facilityId })
    await lockFeeds(tx.db, [facilityId])
    const elsewhere = await facilityOfPerson(tx.db, person.id)
    if (elsewhere !== undefined && elsewhere !== facilityId) {
      return refused({ kind: 'personElsewhere', personId: person.id, facilityId: elsewhere })
    }
    const before = await findPerson(tx.db, facilityId, person.id)
    if (before?.name === person.name && before.role === person.role) return ok(before)
    await savePerson(tx.db, facilityId, person)
    tx.announce(facilityId, { entity: 'person', body: person })
    return ok(person)
  })
}
