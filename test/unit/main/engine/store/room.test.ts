import { expect, it } from 'vitest'
import type { Identity } from '../../../../../src/main/engine/store/contract/profile'
import { storeRoom } from '../../../../../src/main/engine/store/room'
import { facilityId } from '../../../../../src/shared/model/ids'
import type { Settings } from '../../../../../src/shared/views/settings'
import { diskFull } from '../../../../support/disk-full'
import { bench, opened } from './support'

const identity: Identity = {
  benchId: bench,
  centralUrl: 'https://one.example',
  organizationName: 'Clinic',
  facilityId: facilityId(1),
  facilityName: 'North',
}

it('the shell hears of new settings and of another central, and of nothing after the end', () => {
  const store = opened()
  store.profile.saveIdentity(identity)
  const languages: Settings['language'][] = []
  const centrals: string[] = []
  const room = storeRoom({
    store,
    backups: { stop: () => undefined },
    onSettings: ({ language }) => languages.push(language),
    onEnrolled: (url) => centrals.push(url),
  })
  const settings = { ...store.profile.settings(), language: 'de' as const }
  expect(room.handlers['bench/saveSettings'](settings)).toEqual({ ok: true, value: settings })
  expect([languages, centrals]).toEqual([['de'], []])
  store.profile.saveIdentity({ ...identity, centralUrl: 'https://two.example' })
  expect(centrals).toEqual(['https://two.example'])
  room.stop()
  store.profile.saveIdentity(identity)
  expect(centrals).toHaveLength(1)
})

it('settings that the disk refuses are refused, not thrown', () => {
  const store = opened()
  const refusing = {
    ...store,
    transact: () => {
      throw diskFull()
    },
  }
  const room = storeRoom({ store: refusing, backups: { stop: () => undefined } })
  expect(room.handlers['bench/saveSettings'](store.profile.settings())).toEqual({
    ok: false,
    problem: { kind: 'notSaved', why: 'full', detail: 'disk full' },
  })
})
