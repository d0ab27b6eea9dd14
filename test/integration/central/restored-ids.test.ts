// A central that was restored from a backup, over real HTTP: an integration that kept the numbers of the lost time asks for them again.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { procedureReply, subjectReply } from '../../../src/shared/api/external'
import { startCentral, type TestCentral } from '../../support/central'
import { manualClock } from '../../support/manual-clock'

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'restored-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const clock = manualClock('2026-11-30T08:00:00.000Z')

/** Subject, STORE and vials of a patient, as an integration asks for them. */
async function requested(central: TestCentral, code: string) {
  clock.advance(60_000)
  const client = await central.client()
  const person = { facilityId: 1, code, firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }
  const subject = (await client.post('/subjects', person)).as(subjectReply)
  const sampleContainers = [{ name: 'V-1' }, { name: 'V-2' }]
  const body = { type: 'STORE', facilityId: 1, subjectCode: code, sampleContainers }
  const procedure = (await client.post('/procedures', body)).as(procedureReply)
  return {
    paths: [
      `/subjects/${subject.id}`,
      `/procedures/${procedure.id}`,
      ...(procedure.sampleContainers ?? []).map(({ id }) => `/sample-containers/${id}/location`),
    ],
    procedure: procedure.id,
  }
}

test('what the lost time numbered is not found after a restore, and never becomes another patient’s', async () => {
  const [folder, backup] = [newFolder(), newFolder()]
  const before = await startCentral({ folder, clock })
  const kept = await requested(before, 'X-1')
  await before.stop()
  cpSync(folder, backup, { recursive: true })

  const going = await startCentral({ folder, clock })
  const lost = await requested(going, 'X-2')
  await going.stop()

  const restored = await startCentral({ folder: backup, clock })
  const next = await requested(restored, 'Y-1')
  const client = await restored.client()
  const statuses = async (paths: readonly string[]) =>
    Promise.all(paths.map(async (path) => (await client.get(path)).status))
  expect(await statuses(kept.paths)).toEqual([200, 200, 200, 200])
  expect(await statuses(next.paths)).toEqual([200, 200, 200, 200])
  expect(await statuses(lost.paths)).toEqual([404, 404, 404, 404])
  expect(String(next.procedure)).toMatch(/^9195\d{4}$/)
  await restored.stop()
})

test.each(['9007199254740991', '9007199254740993', '99999999999999999999', '2147483648'])(
  'a number that nothing has (%s) is not found, whatever its size',
  async (id) => {
    const central = await startCentral({ clock })
    const client = await central.client()
    for (const path of [
      `/subjects/${id}`,
      `/procedures/${id}`,
      `/sample-containers/${id}/location`,
      `/storage/${id}/inventory`,
    ]) {
      expect((await client.get(path)).status, path).toBe(404)
    }
    await central.stop()
  },
)
