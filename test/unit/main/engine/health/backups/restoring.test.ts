import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type RestoringNeeds, restoring } from '../../../../../../src/main/engine/health/backups/restoring'
import { readMarker } from '../../../../../../src/main/engine/store/restore/marker'
import type { Person } from '../../../../../../src/shared/model/person'
import { ok, refused } from '../../../../../../src/shared/result'
import { staff } from '../../../../../support/builders/store-1234'
import { FakeTime } from '../../readers/support/fake-time'
import { tempFile } from '../../store/support'

const supervisor: Person = { id: staff.personId, name: staff.name, role: 'supervisor' }
const found = { atMs: 7, reads: 1, intents: 1, facilityName: null, newerIntents: 0 }

function page(change: Partial<RestoringNeeds> = {}) {
  const file = tempFile()
  const backup = tempFile('kept.db')
  writeFileSync(backup, 'a backup')
  const time = new FakeTime()
  let restarts = 0
  const page = restoring({
    paths: { file, backups: '' },
    people: { current: () => supervisor },
    whoActs: () => ok(staff),
    openProcedure: () => null,
    chooseFile: async () => ({ kind: 'chosen', path: backup }),
    jobs: { run: async () => ok(found) as never },
    note: () => undefined,
    restart: () => void restarts++,
    clock: time,
    timers: time,
    report: (error) => expect.unreachable(String(error)),
    ...change,
  })
  return { page, time, restarts: () => restarts, order: () => readMarker(file) }
}

it('what was inspected is restored by the next start, which follows at once', async () => {
  const { page: shown, time, restarts, order } = page()
  expect(await shown.choose(null)).toEqual(ok(found))
  expect(shown.restore('a stick was lost')).toEqual(ok(null))
  expect(order()).toMatchObject({ wish: { backupAtMs: 7, by: staff.name, reason: 'a stick was lost' } })
  await time.advance(1000)
  expect(restarts()).toBe(1)
  expect(shown.restore('again')).toMatchObject({ problem: { kind: 'notRestorable' } })
})

it.each<[string, Partial<RestoringNeeds>, object]>([
  ['nobody', { whoActs: () => refused({ kind: 'nobodySignedIn' }) }, { kind: 'nobodySignedIn' }],
  [
    'staff',
    { people: { current: () => ({ ...supervisor, role: 'staff' }) } },
    { kind: 'notEntitled', why: 'onlySupervisor' },
  ],
  ['whoever is tagging', { openProcedure: () => 1234 }, { kind: 'otherTaggingOpen', procedureId: 1234 }],
])('%s may not restore', async (_who, change, problem) => {
  const { page: shown, order } = page(change)
  await shown.choose(null)
  expect(shown.restore('why not')).toEqual(refused(problem))
  expect(order()).toBeNull()
})

it('what could not be inspected is not restored, and a kiosk has no files', async () => {
  const unsound = page({ jobs: { run: async () => refused({ kind: 'damaged', detail: 'page 7' }) as never } })
  expect(await unsound.page.choose(null)).toEqual(refused({ kind: 'notRestorable', why: 'damaged', detail: 'page 7' }))
  expect(unsound.page.restore('all the same')).toMatchObject({ problem: { kind: 'notRestorable' } })
  const kiosk = page({ chooseFile: async () => ({ kind: 'kiosk' }) })
  expect(await kiosk.page.choose(null)).toEqual(refused({ kind: 'kioskHasNoFiles' }))
})
