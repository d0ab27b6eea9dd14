// How often an intent goes to PostgreSQL and back: on a network each time is a wait behind the feed's lock.
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { intentsReply } from '../../../src/shared/api/bench'
import { procedureReply } from '../../../src/shared/api/external'
import { enrolBench, freshTag, type TestBench } from '../../support/bench-client'
import { startCentral, startCentralsOn, type TestCentral } from '../../support/central'
import { newDatabase } from '../../support/postgres'

startCentralsOn(() => newDatabase())
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

const source = { model: 'sw-uhf', serial: null, simulated: false }
let central: TestCentral
let bench: TestBench

beforeAll(async () => {
  central = await startCentral()
  bench = await enrolBench(central)
})
afterAll(() => central.stop())

/** Statements that were sent meanwhile, by all connections of this process. */
async function sentBy(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return sent.mock.calls.length
  } finally {
    sent.mockRestore()
  }
}

async function taggedVials(count: number) {
  const client = await central.client()
  const person = { firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }
  await client.post('/subjects', { facilityId: 1, code: 'COUNT', ...person })
  const sampleContainers = Array.from({ length: count }, (_, index) => ({ name: `V${index}` }))
  const asked = { type: 'STORE', facilityId: 1, subjectCode: 'COUNT', sampleContainers }
  const { id, sampleContainers: vials = [] } = (await client.post('/procedures', asked)).as(procedureReply)
  const cane = { storageId: 2, canister: 'C1', cane: 'COUNT' }
  await bench.send({ kind: 'cane.add', ...cane })
  // Done now: who claims to have acted before the bench was enrolled is asked about once more.
  const done = { occurredAt: new Date().toISOString() }
  return vials.map(({ id: containerId }, index) =>
    bench.sign(
      {
        kind: 'tag.assign',
        procedureId: id,
        containerId,
        tag: freshTag(),
        place: { ...cane, position: index + 1 },
        source,
      },
      done,
    ),
  )
}

test('one more intent in a batch takes 28 statements at most, its repeat 4', async () => {
  const vials = await taggedVials(5)
  const of = (batch: readonly object[]) =>
    sentBy(async () => {
      const { answers } = (await bench.post(batch)).as(intentsReply)
      expect(answers.map(({ result, first, problem }) => problem ?? first ?? result)).toEqual(
        batch.map(() => 'accepted'),
      )
    })
  const one = await of(vials.slice(0, 1))
  const four = await of(vials.slice(1))
  expect((four - one) / 3).toBeLessThanOrEqual(28)
  const again = await of(vials.slice(0, 1))
  const allAgain = await of(vials)
  expect((allAgain - again) / 4).toBeLessThanOrEqual(4)
})
