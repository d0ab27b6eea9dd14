// A tag that was undone goes on the next vial at once, with a real central whose answers and rows come late and piecemeal.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'
import { startCentral, type TestCentral } from '../../support/central'
import { keptSecrets, type TestEngine, temporaryFolder, testEngine, until } from './support'

const created = z.object({ id: z.int(), status: z.string() })
const subjects = z.object({
  data: z.array(z.looseObject({ code: z.string(), facility: z.looseObject({ id: z.int() }) })),
})
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
/** As long as a hand leaves a vial at least. */
const handMs = 450

/** How central's network behaves: delays in milliseconds, and how many rows of the feed come at a time. */
interface Weather {
  readonly answersMs: number
  readonly rowsMs: number
  readonly rows: number
}
const weathers: readonly (readonly [string, Weather])[] = [
  ['answers and tells at once', { answersMs: 0, rowsMs: 0, rows: 1000 }],
  ['answers late', { answersMs: 700, rowsMs: 0, rows: 1000 }],
  ['tells late', { answersMs: 0, rowsMs: 700, rows: 1000 }],
  ['tells two rows at a time', { answersMs: 0, rowsMs: 100, rows: 2 }],
]

describe('a tag that was undone', () => {
  const folder = temporaryFolder()
  const secrets = keptSecrets()
  let weather: Weather = { answersMs: 0, rowsMs: 0, rows: 1000 }
  let central: TestCentral
  let bench: TestEngine
  let tags = 0

  const slowly = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.includes('/changes?')) {
      await pause(weather.rowsMs)
      return fetch(url.replace(/limit=\d+/, `limit=${weather.rows}`), init)
    }
    const response = await fetch(url, init)
    if (url.endsWith('/intents')) await pause(weather.answersMs)
    return response
  }

  beforeAll(async () => {
    central = await startCentral()
  })
  afterAll(async () => {
    await central.stop()
    folder.remove()
  })
  // A new run for each: what one has asked of central within a minute is not held against the next.
  beforeEach(async () => {
    weather = { answersMs: 0, rowsMs: 0, rows: 1000 }
    bench = testEngine({
      dataDir: folder.path,
      secrets,
      central: { url: central.url, code: central.sample.benchEnrolmentCode },
      fetch: slowly,
    })
    await until(async () => (await bench.value('bench/get', undefined)).link.kind === 'online')
  })
  afterEach(() => bench.stop())

  const tagging = async (): Promise<TaggingSnapshot> => {
    const snapshot = await bench.value('tagging/get', undefined)
    if (snapshot === null) throw new Error('nothing is open')
    return snapshot
  }
  const freshTag = () => `E28011AA${(++tags).toString(16).padStart(16, '0')}`.toUpperCase()

  /** Puts a vial on the reader, waits for what it brings, and takes it off again like a hand. */
  async function put(tag: string): Promise<TaggingSnapshot> {
    const before = (await tagging()).resultNumber
    await bench.value('simulator/present', { tags: [tag] })
    const after = await until(async () => {
      const now = await tagging()
      return now.resultNumber > before && now
    })
    await pause(handMs)
    await bench.value('simulator/remove', undefined)
    return after
  }

  async function open(vials: readonly string[]): Promise<number> {
    const client = await central.client()
    const facilityId = central.sample.organizations[0]?.facilities[0]?.id ?? 0
    const { data } = (await client.get('/subjects?perPage=100')).as(subjects)
    const reply = await client.post('/procedures', {
      type: 'STORE',
      facilityId,
      subjectCode: data.find((each) => each.facility.id === facilityId)?.code,
      sampleContainers: vials.map((name) => ({ name, description: 'Tissue sample' })),
    })
    const { id } = reply.as(created)
    await until(async () =>
      (await bench.value('worklist/get', undefined)).toTag.find((each) => each.procedure.id === id),
    )
    await bench.value('tagging/open', { procedureId: id })
    const storageId = (await bench.value('places/tanks', undefined))[0]?.tank.id ?? 0
    const cane = (await bench.value('places/canes', { storageId })).find((each) => each.free >= vials.length)
    if (cane === undefined) throw new Error('no cane with free places')
    await bench.value('tagging/choosePlace', { storageId, canister: cane.canister, cane: cane.cane })
    return id
  }

  it.each(weathers)('goes on another vial while central %s', async (_name, now) => {
    const [first, second] = [freshTag(), freshTag()]
    const id = await open(['VL-A', 'VL-B', 'VL-C'])
    weather = now
    expect((await put(first)).last).toMatchObject({ kind: 'accepted', vialName: 'VL-A' })
    await bench.value('tagging/undo', undefined)
    expect((await put(second)).last).toMatchObject({ kind: 'accepted', vialName: 'VL-A' })
    await bench.value('tagging/skip', undefined)
    expect((await put(first)).last).toMatchObject({ kind: 'accepted', vialName: 'VL-C' })
    const left = (await tagging()).vials.find(({ vial }) => vial.name === 'VL-B')?.vial.containerId
    if (left === undefined) throw new Error('VL-B is gone')
    await bench.value('tagging/goTo', { containerId: left })
    expect((await put(freshTag())).step).toMatchObject({ kind: 'finished' })
    const client = await central.client()
    await until(async () => (await client.get(`/procedures/${id}`)).as(created).status === 'CREATED')
    expect((await bench.value('bench/get', undefined)).outbox.refused).toBe(0)
    await bench.value('tagging/stop', undefined)
  })
})
