// The conflict desk: each kind of conflict is provoked by two benches at one central, and decided at the screen.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { storageId } from '../../src/shared/model/ids'
import type { Place } from '../../src/shared/model/place'
import { supervisor } from '../support/bench-client'
import { asDevice, finishOpenWork } from './support/device'
import { card, chooseFirstPlace, exchange, openStore, panel, switchTo, takeOff, vialNow } from './support/screens'
import {
  ask,
  type BenchWithReader,
  choicesOf,
  choose,
  conflictOf,
  decide,
  expect,
  openConflict,
  row,
  type TwoBenches,
  test,
  workOffline,
} from './support/two-benches'

const subject = 'SUBJ-2024-001'
let tags = 0
const freshTag = (): string => `CF00${(++tags).toString(16).toUpperCase().padStart(20, '0')}`
const source = { model: 'test', serial: null, simulated: true }
const containers = z.object({ sampleContainers: z.array(z.object({ id: z.int() })) })

async function vialsOf({ integration }: TwoBenches, procedure: number): Promise<readonly number[]> {
  const { body } = await integration.get(`/procedures/${procedure}`)
  return containers.parse(body).sampleContainers.map(({ id }) => id)
}

/** A cane that only the other bench uses. */
async function othersPlace({ other }: TwoBenches, cane: string): Promise<Place> {
  const ref = { storageId: storageId(2), canister: 'C1', cane }
  await other.does({ kind: 'cane.add', ...ref })
  return { ...ref, position: 1 }
}

/** Tags all vials of the procedure with the reader, as hands do. */
async function tagAll({ page, reader }: BenchWithReader, procedure: number, epcs: readonly string[]): Promise<void> {
  await openStore(page, procedure)
  await chooseFirstPlace(page)
  const [first = '', ...others] = epcs
  reader.place({ epc: first })
  for (const epc of others) {
    await expect(vialNow(page)).not.toHaveText('VL-A')
    await exchange(reader, { epc })
  }
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await takeOff(reader)
  await expect.poll(async () => (await ask(page, 'tagging/get', undefined))?.procedure.status).toBe('CREATED')
}

/** A RETRIEVAL of one stored vial, on the first bench's worklist. */
async function requestRetrieval({ integration, first }: TwoBenches): Promise<number> {
  const { rows } = await ask(first.page, 'inventory/search', { text: subject, offset: 0, limit: 50 })
  for (const { id } of rows.filter(({ storedAt }) => storedAt !== null)) {
    const answer = await integration.post('/procedures', {
      type: 'RETRIEVAL',
      facilityId: 1,
      subjectCode: subject,
      sampleContainerIds: [id],
    })
    if (answer.status !== 201) continue
    const { id: procedure } = z.object({ id: z.int() }).parse(answer.body)
    await expect(card(first.page, procedure)).toBeVisible()
    return procedure
  }
  throw new Error('no stored vial is free')
}

async function acceptOffline({ first: { page } }: TwoBenches, procedure: number): Promise<void> {
  await workOffline(page, true)
  await switchTo(page, 'supervisor')
  const entry = await ask(page, 'worklist/get', undefined)
  const found = entry.toReview.find((each) => each.procedure.id === procedure)
  if (found === undefined) throw new Error('nothing to review')
  await ask(page, 'retrieval/accept', { procedureId: found.procedure.id })
}

test('cancelled by a supervisor at the second bench while it was tagged at the first', async ({ benches }) => {
  const { first, integration } = benches
  const second = await benches.openSecond()
  const procedure = await integration.requestStore(subject, ['VL-A', 'VL-B'])
  await expect(card(first.page, procedure)).toBeVisible()
  await expect(card(second.page, procedure)).toBeVisible()
  await workOffline(first.page, true)
  await tagAll(first, procedure, [freshTag(), freshTag()])

  await switchTo(second.page, 'supervisor')
  const { toTag } = await ask(second.page, 'worklist/get', undefined)
  const id = toTag.find((each) => each.procedure.id === procedure)?.procedure.id
  if (id === undefined) throw new Error('the second bench does not know it')
  await ask(second.page, 'procedure/cancel', { procedureId: id, reason: 'Subject withdrew' })
  await expect.poll(() => integration.status(procedure)).toBe('CANCELLED')

  await workOffline(first.page, false)
  const conflict = await conflictOf(first.page, 'cancelledCentrally')
  expect(choicesOf(conflict)).toEqual(['keepCentral'])
  expect(conflict.central.by).toMatchObject({ benchName: 'b2', actor: { name: supervisor.name } })
  await openConflict(first.page, 'cancelledCentrally')
  await expect(row(first.page, 'status')).toContainText('Cancelled')
  await expect(row(first.page, 'status')).toHaveAttribute('data-differs', 'true')
  await decide(first.page, 'keepCentral')
  expect(await integration.status(procedure)).toBe('CANCELLED')
})

test('cancelled elsewhere while it was accepted here', async ({ benches }) => {
  const { first, integration, other } = benches
  const procedure = await requestRetrieval(benches)
  await acceptOffline(benches, procedure)
  await other.does({ kind: 'procedure.cancel', procedureId: procedure, reason: 'Asked by mistake' }, supervisor)
  await workOffline(first.page, false)
  const conflict = await conflictOf(first.page, 'cancelledCentrally')
  expect(conflict).toMatchObject({ owner: 'supervisor', bench: { kind: 'procedure.accept' } })
  await openConflict(first.page, 'cancelledCentrally')
  await decide(first.page, 'keepCentral')
  expect(await integration.status(procedure)).toBe('CANCELLED')
})

test('a tag that another bench has used: the vial gets another one', async ({ benches }) => {
  const { first, integration, other } = benches
  const [ours, theirs] = [
    await integration.requestStore(subject, ['VL-A']),
    await integration.requestStore(subject, ['VL-X']),
  ]
  await expect(card(first.page, ours)).toBeVisible()
  const tag = freshTag()
  const [vial = 0] = await vialsOf(benches, theirs)
  await workOffline(first.page, true)
  await tagAll(first, ours, [tag])
  const place = await othersPlace(benches, 'E1')
  await other.does({ kind: 'tag.assign', procedureId: theirs, containerId: vial, tag, place, source })
  await workOffline(first.page, false)
  expect(choicesOf(await conflictOf(first.page, 'tagUsedElsewhere'))).toEqual(['keepCentral', 'tagAgain'])
  await openConflict(first.page, 'tagUsedElsewhere')
  await expect(row(first.page, 'tag')).toContainText('VL-X')
  await choose(first.page, 'tagAgain')
  await expect(vialNow(first.page)).toHaveText('VL-A')
  first.reader.place({ epc: freshTag() })
  await expect(panel(first.page)).toHaveAttribute('data-step', 'finished')
  await takeOff(first.reader)
  await expect.poll(() => integration.status(ours)).toBe('CREATED')
  const { open, resolved } = await ask(first.page, 'conflicts/get', undefined)
  expect(open).toEqual([])
  expect(resolved).toMatchObject([{ choice: 'tagAgain', saving: 'confirmed' }])
})

test('a vial that another bench has tagged otherwise: a supervisor keeps the tag that is on it', async ({
  benches,
}) => {
  const { first, integration, other } = benches
  const procedure = await integration.requestStore(subject, ['VL-A', 'VL-B'])
  await expect(card(first.page, procedure)).toBeVisible()
  const [ours, theirs] = [freshTag(), freshTag()]
  const [vial = 0] = await vialsOf(benches, procedure)
  await workOffline(first.page, true)
  await tagAll(first, procedure, [ours, freshTag()])
  const place = await othersPlace(benches, 'E2')
  await other.does({ kind: 'tag.assign', procedureId: procedure, containerId: vial, tag: theirs, place, source })
  await workOffline(first.page, false)
  const conflict = await conflictOf(first.page, 'taggedOtherwise')
  expect(choicesOf(conflict)).toEqual(['keepCentral', 'useOurTag'])
  expect(await integration.status(procedure)).toBe('PENDING')
  await openConflict(first.page, 'taggedOtherwise')
  await first.page.locator('input[name="choice"][value="useOurTag"]').check()
  await expect(first.page.locator('button[data-primary]')).toBeDisabled()
  await switchTo(first.page, 'supervisor')
  await decide(first.page, 'useOurTag', 'Checked the vial itself')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
  const { queued } = await ask(first.page, 'worklist/get', undefined)
  expect(queued.find((each) => each.procedure.id === procedure)?.procedure.vials[0]?.tag).toBe(ours)
})

test('two benches on one procedure, both without the network: the one that comes second stands back', async ({
  benches,
}) => {
  const { first, integration } = benches
  const second = await benches.openSecond()
  const procedure = await integration.requestStore(subject, ['VL-A'])
  await expect(card(first.page, procedure)).toBeVisible()
  await expect(card(second.page, procedure)).toBeVisible()
  await workOffline(first.page, true)
  await workOffline(second.page, true)
  await tagAll(first, procedure, [freshTag()])
  await tagAll(second, procedure, [freshTag()])
  await workOffline(second.page, false)
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
  await workOffline(first.page, false)
  const conflict = await conflictOf(first.page, 'otherBench')
  expect(conflict.central.by).toMatchObject({ benchName: 'b2' })
  expect(choicesOf(conflict)).toEqual(['keepCentral'])
  await openConflict(first.page, 'otherBench')
  await expect(row(first.page, 'tag')).toHaveAttribute('data-differs', 'true')
  await decide(first.page, 'keepCentral')
  expect(await integration.status(procedure)).toBe('CREATED')
  expect((await ask(second.page, 'conflicts/get', undefined)).open).toEqual([])
})

test("the approver's right was withdrawn: another supervisor accepts", async ({ benches }) => {
  const { first, integration } = benches
  const procedure = await requestRetrieval(benches)
  await acceptOffline(benches, procedure)
  const people = join(benches.folder, 'people.json')
  const entry = (id: string, name: string, role: string) => ({ facilityId: 1, id, name, role })
  writeFileSync(
    people,
    JSON.stringify([
      entry(supervisor.id, supervisor.name, 'staff'),
      entry('person-1-3', 'Dr. Tamsin Reed', 'supervisor'),
    ]),
  )
  await benches.restartCentral({ people })
  await workOffline(first.page, false)
  const conflict = await conflictOf(first.page, 'rightWithdrawn')
  expect(choicesOf(conflict)).toEqual(['keepCentral', 'doAgain'])
  expect(await integration.status(procedure)).toBe('PENDING')
  await openConflict(first.page, 'rightWithdrawn')
  await expect(row(first.page, 'person')).toHaveAttribute('data-differs', 'true')
  await switchTo(first.page, 'supervisor')
  await decide(first.page, 'doAgain')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
  await expect
    .poll(async () => {
      const { queued } = await ask(first.page, 'worklist/get', undefined)
      return queued.find((each) => each.procedure.id === procedure)?.procedure.acceptedBy?.name
    })
    .toBe('Dr. Tamsin Reed')
})

test('the device was at it already when the withdrawal came', async ({ benches }) => {
  const { first, integration, other } = benches
  const procedure = await requestRetrieval(benches)
  await other.does({ kind: 'procedure.accept', procedureId: procedure }, supervisor)
  await finishOpenWork(benches.central.ready)
  await expect
    .poll(async () => (await ask(first.page, 'worklist/get', undefined)).queued.map((each) => each.procedure.id))
    .toContain(procedure)
  await workOffline(first.page, true)
  await switchTo(first.page, 'supervisor')
  const { queued } = await ask(first.page, 'worklist/get', undefined)
  const id = queued.find((each) => each.procedure.id === procedure)?.procedure.id
  if (id === undefined) throw new Error('it is not queued')
  await ask(first.page, 'procedure/cancel', { procedureId: id, reason: 'Wrong vial' })
  // A device starts what it was handed over.
  await asDevice(benches.central.ready, '/work')
  await asDevice(benches.central.ready, `/procedures/${procedure}/start`, {})
  await workOffline(first.page, false)
  const conflict = await conflictOf(first.page, 'deviceExecuting')
  expect(conflict.device?.name).toBe('CryoArm 1')
  expect(choicesOf(conflict)).toEqual(['keepCentral'])
  await openConflict(first.page, 'deviceExecuting')
  await expect(row(first.page, 'status')).toContainText('Running')
  await decide(first.page, 'keepCentral')
  expect(await integration.status(procedure)).toBe('IN_PROGRESS')
})
