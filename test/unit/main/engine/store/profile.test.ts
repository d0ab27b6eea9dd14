import { describe, expect, test } from 'vitest'
import { benchId, facilityId } from '../../../../../src/shared/model/ids'
import { opened, tempFile } from './support'

describe('profile', () => {
  test('keeps who the bench is and how it is set', () => {
    const file = tempFile()
    const store = opened(file)
    expect(store.profile.identity()).toBeNull()
    expect(store.profile.settings()).toMatchObject({ language: 'system', muted: false })
    const identity = {
      benchId: benchId('b'),
      centralUrl: 'http://c',
      organizationName: 'O',
      facilityId: facilityId(1),
      facilityName: 'F',
    }
    store.profile.saveIdentity(identity)
    store.profile.saveSettings({ language: 'de', scheme: 'dark', volume: 0.2, muted: true })
    store.profile.saveCurrentPerson('p-2')
    const again = opened(file)
    expect(again.profile.identity()).toEqual(identity)
    expect(again.profile.settings()).toEqual({ language: 'de', scheme: 'dark', volume: 0.2, muted: true })
    expect(again.profile.currentPerson()).toBe('p-2')
  })
})
