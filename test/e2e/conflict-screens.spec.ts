// The conflict desk in every state that two benches, a device and a withdrawn right bring about: each real, each looked at.
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { setPerson } from '../../src/central/domain/people/set-person'
import type { Answer, Input, RequestName, Values } from '../../src/shared/ipc/contract'
import type { ConflictKind } from '../../src/shared/model/conflict-kind'
import { personId, procedureId, storageId } from '../../src/shared/model/ids'
import { enrolBench, freshTag, supervisor } from '../support/bench-client'
import { startCentral, type TestCentral } from '../support/central'
import { requestRetrieval } from '../support/central-work'
import { FakeHidBed, fakeSwUhf } from '../support/fakehid'
import { actorAt } from '../support/signed-chain'
import { deviceOf, finishOpenWork } from '../support/through-device'
import { startBench, temporaryFolder } from './support/bench'
import { dress, look, lookTwice } from './support/look'
import { card, exchange, goTo, panel, readerIsReady, readyToWork, switchTo, takeOff } from './support/screens'

const created = z.object({
  id: z.int().transform(procedureId),
  sampleContainers: z.array(z.object({ id: z.int() })).default([]),
})

async function value<Name extends RequestName>(page: Page, name: Name, input: Input<Name>): Promise<Values[Name]> {
  const asked = `window.bench.request(${JSON.stringify(name)}, ${JSON.stringify(input)})`
  const answer = await page.evaluate<Answer<Name>>(asked)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
  return answer.value
}

/** What the clinic and a second bench do at central, and what this bench has yet to hear of. */
async function counterparts(central: TestCentral) {
  const client = await central.client()
  const second = await enrolBench(central)
  let canes = 0
  const appoint = async (id: string, name: string, role: 'staff' | 'supervisor') => {
    const set = await setPerson(central.sample.central, { facilityId: 1, id: personId(id), name, role })
    if (!set.ok) throw new Error(JSON.stringify(set.problem))
  }
  return {
    second,
    appoint,
    bySupervisor: actorAt(second.benchId, supervisor),
    async store(names: readonly string[]) {
      const body = {
        type: 'STORE',
        facilityId: 1,
        subjectCode: 'SUBJ-2024-001',
        sampleContainers: names.map((name) => ({ name })),
      }
      const { id, sampleContainers } = (await client.post('/procedures', body)).as(created)
      return { id, vials: sampleContainers.map((vial) => vial.id) }
    },
    retrieval: async () => procedureId(await requestRetrieval(central, client)),
    async cane() {
      canes++
      const cane = { storageId: 2, canister: `C${(canes % 6) + 1}`, cane: `Q${canes}` }
      await second.send({ kind: 'cane.add', ...cane })
      return cane
    },
  }
}

const open = async (page: Page, kind: ConflictKind): Promise<void> => {
  await page.getByTestId('status-conflicts').click()
  await page.locator(`[data-conflict=${kind}]`).first().click()
  await expect(page.getByRole('radio').first()).toBeChecked()
}

test('every kind of conflict, its ways out, and what follows', async () => {
  test.setTimeout(400_000)
  const folder = temporaryFolder()
  const central = await startCentral({ requestsPerMinute: 6000 })
  const bed = await FakeHidBed.start()
  const reader = await fakeSwUhf(bed)
  const { second, appoint, bySupervisor, store, retrieval, cane } = await counterparts(central)
  await appoint('person-1-3', 'Dr. Tamsin Reed', 'supervisor')
  await finishOpenWork(central)
  const cancelled = await store(['VL-A', 'VL-B'])
  const used = await store(['VL-C'])
  const owner = await store(['VL-X'])
  const otherwise = await store(['VL-D', 'VL-E'])
  const twice = await store(['VL-F'])
  const placed = await store(['VL-G'])
  const placeOwner = await store(['VL-Y'])
  const approved = await retrieval()
  await second.send({ kind: 'procedure.accept', procedureId: approved }, bySupervisor)
  const executed = approved
  const withdrawn = await retrieval()
  const canes = [await cane(), await cane(), await cane(), await cane(), await cane()] as const
  const code = central.sample.benchEnrolmentCode ?? ''
  const bench = await startBench({
    dataDir: join(folder.path, 'bench'),
    bed,
    args: ['--central', central.url, '--enrol', code, '--bench-name', 'Bench 1'],
  })
  const { page } = bench
  try {
    await readyToWork(page)
    await readerIsReady(page)
    await dress(page, { scheme: 'light', language: 'en' })
    await expect(card(page, placeOwner.id)).toBeVisible()
    await value(page, 'sync/workOffline', { offline: true })
    await expect(page.getByTestId('status-central')).toHaveAttribute('data-link', 'offlineOnPurpose')

    const tag = async (id: number, at: (typeof canes)[number], epcs: readonly string[]) => {
      await value(page, 'tagging/open', { procedureId: id })
      await value(page, 'tagging/choosePlace', at)
      for (const epc of epcs) {
        const before = (await value(page, 'tagging/get', undefined))?.resultNumber ?? 0
        if (epc === epcs[0]) reader.place({ epc })
        else await exchange(reader, { epc })
        await expect
          .poll(async () => (await value(page, 'tagging/get', undefined))?.resultNumber ?? 0)
          .toBeGreaterThan(before)
      }
      await takeOff(reader)
      await value(page, 'tagging/stop', undefined)
    }
    const tags = Array.from({ length: 9 }, freshTag)
    const [tagA = '', tagB = '', tagC = '', tagD = '', tagE = '', tagF = '', tagG = '', theirs = '', others = ''] = tags
    await tag(cancelled.id, canes[0], [tagA, tagB])
    await tag(used.id, canes[1], [tagC])
    await tag(otherwise.id, canes[2], [tagD, tagE])
    await tag(twice.id, canes[3], [tagF])
    await tag(placed.id, canes[4], [tagG])
    await value(page, 'people/switch', { personId: 'person-1-3' })
    await value(page, 'retrieval/accept', { procedureId: withdrawn })
    await value(page, 'people/switch', { personId: 'person-1-2' })
    await value(page, 'procedure/cancel', { procedureId: executed, reason: 'Wrong vial' })
    await value(page, 'people/switch', { personId: 'person-1-1' })

    await page.keyboard.press('F8')
    await expect(page.getByTestId('sync-waiting')).toHaveAttribute('data-count', '14')
    await lookTwice(page, 'sync-much-waits')

    const free = await cane()
    const put = (id: number, vial: number | undefined, epc: string, at: (typeof canes)[number], position: number) =>
      second.assign(id, vial ?? 0, { tag: epc, place: { ...at, storageId: storageId(at.storageId), position } })
    await second.send({ kind: 'procedure.cancel', procedureId: cancelled.id, reason: 'Asked for twice' }, bySupervisor)
    await put(owner.id, owner.vials[0], tagC, free, 1)
    await put(otherwise.id, otherwise.vials[0], theirs, free, 2)
    await put(twice.id, twice.vials[0], others, free, 3)
    await second.send({ kind: 'procedure.prepare', procedureId: twice.id })
    await put(placeOwner.id, placeOwner.vials[0], freshTag(), canes[4], 1)
    await appoint('person-1-3', 'Dr. Tamsin Reed', 'staff')
    expect((await deviceOf(central).post(`/procedures/${executed}/start`)).status).toBe(200)
    await value(page, 'sync/workOffline', { offline: false })
    await expect(page.getByTestId('status-conflicts')).toContainText('7 conflicts', { timeout: 30_000 })

    await goTo(page, 'Worklist')
    await expect(card(page, used.id).getByRole('button', { name: /Resolve conflict/ })).toBeVisible()
    await lookTwice(page, 'worklist-conflicts')
    await page.getByTestId('status-conflicts').click()
    await lookTwice(page, 'conflicts-all')
    await dress(page, { scheme: 'light', language: 'en-XB' })
    await look(page, 'conflicts-all', { scheme: 'light', language: 'en-XB' })
    await dress(page, { scheme: 'light', language: 'en' })
    for (const kind of [
      'cancelledCentrally',
      'tagUsedElsewhere',
      'taggedOtherwise',
      'otherBench',
      'placeTaken',
      'rightWithdrawn',
      'deviceExecuting',
    ] as const) {
      await open(page, kind)
      await lookTwice(page, `conflict-${kind}`)
    }

    await open(page, 'taggedOtherwise')
    await dress(page, { scheme: 'light', language: 'en-XB' })
    await look(page, 'conflict-taggedOtherwise', { scheme: 'light', language: 'en-XB' })
    await dress(page, { scheme: 'light', language: 'en' })
    await page.getByRole('radio').nth(1).check()
    await expect(page.getByRole('button', { name: /^Keep this bench's tag/ })).toBeDisabled()
    await expect(page.getByText('Only a supervisor can do this.')).toBeVisible()
    await lookTwice(page, 'conflict-supervisor-only')
    await switchTo(page, 'supervisor')
    await page.getByRole('button', { name: /^Keep this bench's tag/ }).click()
    const sheet = page.getByRole('dialog', { name: "Keep this bench's tag" })
    await sheet.getByRole('button', { name: 'Confirm decision' }).click()
    await expect(sheet).toContainText('Please give a reason first.')
    await lookTwice(page, 'conflict-reason')
    await sheet.getByRole('button', { name: 'Checked the vial itself' }).click()
    await sheet.getByRole('button', { name: 'Confirm decision' }).click()
    await expect(page.getByTestId('conflict-done')).toHaveAttribute('data-saving', 'confirmed', { timeout: 30_000 })
    await expect(page.getByTestId('conflict-done')).toContainText('Checked the vial itself')

    await open(page, 'tagUsedElsewhere')
    await page.getByRole('radio', { name: /Tag again/ }).check()
    await page.getByRole('button', { name: /^Tag again/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm decision' }).click()
    await expect(panel(page)).toContainText('VL-C')
    reader.place({ epc: freshTag() })
    await expect(panel(page)).toHaveAttribute('data-step', 'finished')
    await takeOff(reader)
    await expect(page.getByTestId('status-conflicts')).toContainText('5 conflicts')
  } finally {
    await bench.quit()
    await bed.close()
    await central.stop()
    folder.remove()
  }
})
