// Who works at a facility, and in which role. Benches learn of a change by their feed; central checks each act against this list.
import type { Person } from '../../../shared/model/person'
import { isSameName } from '../../../shared/names/key'
import { ok, type Result, refused } from '../../../shared/result'
import { lockFeeds } from '../../store/feed'
import { allPeople, facilityOfPerson, findPerson, isFacility, savePerson } from '../../store/organizations'
import { type Central, transact, type Work } from '../central'

export interface PersonAt extends Person {
  readonly facilityId: number
}

export type PersonProblem =
  | { readonly kind: 'unknownFacility'; readonly facilityId: number }
  /** A person's id belongs to one facility. */
  | { readonly kind: 'personElsewhere'; readonly personId: string; readonly facilityId: number }
  /** Somebody has an id that looks the same: the file means that person, or needs another id. */
  | { readonly kind: 'alikePerson'; readonly personId: string; readonly existing: string }
  /** Two people of one facility would be shown by names that look the same. */
  | {
      readonly kind: 'alikePersonName'
      readonly personId: string
      readonly name: string
      readonly other: { readonly id: string; readonly name: string }
    }

/** What stands in the way of a new id or name: one of somebody else that looks the same. Nobody could tell from a list who of them acted. */
async function alikeOf(tx: Work, { id, name, facilityId }: PersonAt): Promise<PersonProblem | undefined> {
  const others = (await allPeople(tx.db)).filter((each) => each.id !== id)
  const sameId = others.find((each) => isSameName(each.id, id))
  if (sameId) return { kind: 'alikePerson', personId: id, existing: sameId.id }
  const sameName = others.find((each) => each.facility_id === facilityId && isSameName(each.name, name))
  return sameName && { kind: 'alikePersonName', personId: id, name, other: sameName }
}

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
    const alike = before?.name === person.name ? undefined : await alikeOf(tx, asked)
    if (alike) return refused(alike)
    await savePerson(tx.db, facilityId, person)
    tx.announce(facilityId, { entity: 'person', body: person })
    return ok(person)
  })
}
