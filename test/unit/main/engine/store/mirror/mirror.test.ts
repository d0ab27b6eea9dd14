import { describe, expect, test } from 'vitest'
import { type Change, change } from '../../../../../../src/shared/api/entities'
import { benchId, containerId, facilityId } from '../../../../../../src/shared/model/ids'
import { tag } from '../../../../../support/builders/numbered'
import { at, opened } from '../support'
import { container } from './support'

describe('tags', () => {
  const known: Change = {
    entity: 'knownTag',
    body: {
      tag: tag(77),
      containerId: containerId(9),
      containerName: 'V-9',
      subjectCode: 'S-9',
      facilityId: facilityId(2),
      since: '2029-01-01T00:00:00.000Z',
    },
  }

  test('a tag used anywhere in the organization is known until it is freed', () => {
    const { mirror } = opened()
    mirror.apply([known], at(1))
    expect(mirror.knownTag(tag(77))).toEqual(known.body)
    expect(mirror.knownTag(tag(78))).toBeNull()
    mirror.apply([{ entity: 'freedTag', body: { tag: tag(77) } }], at(2))
    expect(mirror.knownTag(tag(77))).toBeNull()
  })

  test('a tag is for vials unless the organization says otherwise; a purpose that is not known yet is none of a vial either', () => {
    const { mirror } = opened()
    expect(mirror.tagPurpose(tag(77))).toBe('vial')
    const purpose = (name: string) => change.parse({ entity: 'tagPurpose', body: { tag: tag(77), purpose: name } })
    mirror.apply([purpose('badge')], at(1))
    expect(mirror.tagPurpose(tag(77))).toBe('badge')
    mirror.apply([purpose('from the future')], at(2))
    expect(mirror.tagPurpose(tag(77))).toBe('other')
    mirror.apply([purpose('vial')], at(3))
    expect(mirror.tagPurpose(tag(77))).toBe('vial')
  })

  test('a tag on a vial of the inventory is known too', () => {
    const store = opened()
    store.profile.saveIdentity({
      benchId: benchId('b'),
      centralUrl: 'http://c',
      organizationName: 'O',
      facilityId: facilityId(4),
      facilityName: 'F',
    })
    store.mirror.apply([container(5)], at(1))
    expect(store.mirror.knownTag(tag(5))).toMatchObject({ containerId: 5, containerName: 'V-5', facilityId: 4 })
    expect(store.mirror.containerByTag(tag(5))).toMatchObject({ id: 5, subjectCode: 'S-1' })
    expect(store.mirror.containerByTag(tag(6))).toBeNull()
    expect(store.mirror.container(containerId(5))?.tankName).toBeNull()
  })
})
