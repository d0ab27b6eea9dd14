import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Inventory, Reader } from '../../../src/main/engine/readers/reader'
import { FakeTime, settle } from '../../unit/main/engine/readers/support/fake-time'
import { benches, type ReaderBench, silentIo } from './benches'

describe.each(Object.entries(benches))('the reader contract: %s', (_id, makeBench) => {
  const opened = async () => {
    const bench = makeBench()
    const time = new FakeTime()
    const opening = bench.model.open(bench.io, {}, { clock: time, timers: time })
    await time.advance(50)
    const result = await opening
    if (!result.ok) throw new Error(`refused: ${result.problem.kind}`)
    return { bench, time, reader: result.value }
  }
  const listening = (reader: Reader) => {
    const inventories: Inventory[] = []
    reader.onInventory((inventory) => inventories.push(inventory))
    return inventories
  }
  const tagsIn = (inventories: readonly Inventory[]) =>
    inventories.flatMap(({ sightings }) => sightings.map(({ tag }) => tag))
  const lay = async (bench: ReaderBench, time: FakeTime, ...tags: readonly string[]) => {
    bench.lay(...tags)
    await time.advance(300)
  }

  it('tells a tag, with the bytes it came from and the time', async () => {
    const { bench, time, reader } = await opened()
    const inventories = listening(reader)
    await lay(bench, time, bench.tags[0])
    const withTag = inventories.find(({ sightings }) => sightings.length === 1)
    expect(withTag?.sightings[0]?.tag).toBe(bench.tags[0])
    expect(withTag?.reportHex).toMatch(/^([0-9A-F]{2})+$/)
    expect(withTag?.at.wallMs).toBeGreaterThan(time.wallMs() - 400)
  })

  it('tells two tags in one inventory', async () => {
    const { bench, time, reader } = await opened()
    const inventories = listening(reader)
    await lay(bench, time, ...bench.tags)
    expect(inventories.some(({ sightings }) => sightings.length === 2)).toBe(true)
    expect(new Set(tagsIn(inventories))).toEqual(new Set(bench.tags))
  })

  it('holds what came before somebody listened', async () => {
    const { bench, time, reader } = await opened()
    await lay(bench, time, bench.tags[0])
    expect(tagsIn(listening(reader))).toContain(bench.tags[0])
  })

  it('takes any report, calls unreadable ones malformed, and reads on', async () => {
    const { bench, time, reader } = await opened()
    const inventories = listening(reader)
    bench.io.input(Uint8Array.of(1, 0xde, 0xad, 0xbe, 0xef))
    await time.advance(600)
    expect(inventories.some(({ malformed }) => malformed !== undefined)).toBe(true)
    for (const report of fc.sample(fc.uint8Array({ maxLength: 80 }), { numRuns: 200, seed: 1 })) bench.io.input(report)
    await time.advance(600)
    inventories.length = 0
    await lay(bench, time, bench.tags[1])
    expect(tagsIn(inventories)).toContain(bench.tags[1])
  })

  it('never gives tags and malformed in one inventory', async () => {
    const { bench, time, reader } = await opened()
    const inventories = listening(reader)
    for (const report of fc.sample(fc.uint8Array({ maxLength: 80 }), { numRuns: 200, seed: 2 })) bench.io.input(report)
    await lay(bench, time, ...bench.tags)
    expect(inventories.filter(({ malformed, sightings }) => malformed && sightings.length > 0)).toEqual([])
  })

  it('tells once that it is lost', async () => {
    const { bench, time, reader } = await opened()
    let lost = 0
    reader.onClosed(() => lost++)
    bench.io.lose()
    bench.io.lose()
    await time.advance(5000)
    expect(lost).toBe(1)
    expect(time.pending).toBe(0)
  })

  it('that takes commands and says nothing is lost as silent within ten seconds, unless it needs no asking', async () => {
    const { bench, time, reader } = await opened()
    const lost: string[] = []
    reader.onClosed((why) => lost.push(why))
    bench.io.answer = () => []
    await time.advance(10_000)
    if (bench.model.simulated) return expect(reader.canBeAsked).toBe(true)
    expect([lost, bench.io.isClosed, time.pending]).toEqual([['silent'], true, 0])
  })

  it('that answers and has nothing on it stays', async () => {
    const { bench, time, reader } = await opened()
    const lost: string[] = []
    reader.onClosed((why) => lost.push(why))
    await time.advance(60_000)
    expect([lost, bench.io.isClosed]).toEqual([[], false])
    expect(reader.lastHeard.monotonicMs).toBeGreaterThan(bench.model.simulated ? -1 : 55_000)
  })

  it('tells a late listener that it is lost', async () => {
    const { bench, reader } = await opened()
    bench.io.lose()
    await settle()
    await expect(new Promise<string>((resolve) => reader.onClosed(() => resolve('lost')))).resolves.toBe('lost')
  })

  it('closes its device, and is silent then', async () => {
    const { bench, time, reader } = await opened()
    const inventories = listening(reader)
    let lost = 0
    reader.onClosed(() => lost++)
    await reader.close()
    const before = inventories.length
    bench.lay(bench.tags[0])
    await time.advance(5000)
    expect(bench.io.isClosed).toBe(true)
    expect([inventories.length, lost, time.pending]).toEqual([before, 0, 0])
  })

  it('signals without waiting and without failing, also when it is lost', async () => {
    const { bench, time, reader } = await opened()
    reader.signal?.('accepted')
    bench.io.lose()
    reader.signal?.('refused')
    await time.advance(1000)
    expect(time.pending).toBe(0)
  })
})

describe.each(Object.entries(benches).filter(([, make]) => !make().model.simulated))(
  'a device that is no %s',
  (_id, make) => {
    it('is refused within the model’s own deadline', async () => {
      const time = new FakeTime()
      const opening = make().model.open(silentIo(), {}, { clock: time, timers: time })
      await time.advance(3000)
      await expect(opening).resolves.toEqual({ ok: false, problem: { kind: 'notThisModel' } })
      expect(time.pending).toBe(0)
    })

    it('is gone when it is pulled while being opened', async () => {
      const time = new FakeTime()
      const bench = make()
      bench.io.answer = () => []
      const opening = bench.model.open(bench.io, {}, { clock: time, timers: time })
      await time.advance(10)
      bench.io.lose()
      await time.advance(1000)
      await expect(opening).resolves.toEqual({ ok: false, problem: { kind: 'gone' } })
    })
  },
)
