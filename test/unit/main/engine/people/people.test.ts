import { describe, expect, it } from 'vitest'
import { actorAt, chosenPeople } from '../../../../../src/main/engine/people/people'
import type { Change } from '../../../../../src/shared/api/entities'
import { personId } from '../../../../../src/shared/model/ids'
import { staff, thisBench } from '../../../../support/builders/store-1234'
import { fill, storeAt, usualChanges } from '../features/tagging/support'
import { tempFile } from '../store/support'

const supervisor = { id: personId('p-super'), name: 'A. Haas', role: 'supervisor' } as const

function people(changes: readonly Change[] = [{ entity: 'person', body: supervisor }, ...usualChanges]) {
  const store = storeAt(tempFile())
  fill(store, changes)
  return chosenPeople(store)
}

describe('who stands at the bench', () => {
  it('is staff until somebody is chosen', () => {
    const at = people()
    expect(at.current()).toMatchObject({ role: 'staff' })
    expect(at.switchTo(supervisor.id)).toEqual({ ok: true, value: null })
    expect(at.current()).toEqual(supervisor)
  })

  it('is never somebody whom central does not know', () => {
    const at = people()
    expect(at.switchTo(personId('p-nobody'))).toEqual({ ok: false, problem: { kind: 'noSuchPerson' } })
    expect(at.current()).toMatchObject({ role: 'staff' })
  })

  it('is named in records with this bench; nobody acts without both', () => {
    expect(actorAt(people(), thisBench)).toEqual({ ok: true, value: staff })
    expect(actorAt(people(), null)).toEqual({ ok: false, problem: { kind: 'nobodySignedIn' } })
    expect(actorAt(people([]), thisBench)).toEqual({ ok: false, problem: { kind: 'nobodySignedIn' } })
  })
})
