import { describe, expect, it } from 'vitest'
import { concat, fromHex, toHex } from '../../../../../../../src/main/engine/readers/bytes'
import { swUhf } from '../../../../../../../src/main/engine/readers/models/sw-uhf'
import type { Inventory, ReaderLoss } from '../../../../../../../src/main/engine/readers/reader'
import type { ReaderOptions } from '../../../../../../../src/shared/model/reader-options'
import { FakeTime } from '../../support/fake-time'
import { padded, swInventory, swPushOf, swSystemInfo, swUhfIo } from '../../support/frames'
import { ScriptedIo } from '../../support/scripted-hid'

const epc = 'AA00000000000000000000AA'

async function opened(options: ReaderOptions, io: ScriptedIo) {
  const time = new FakeTime()
  const opening = swUhf.open(io, options, { clock: time, timers: time })
  await time.advance(0)
  const result = await opening
  if (!result.ok) throw new Error(result.problem.kind)
  const inventories: Inventory[] = []
  result.value.onInventory((inventory) => inventories.push(inventory))
  return { time, reader: result.value, inventories }
}

describe('an SW UHF reader', () => {
  it('is asked who it is by report 0 and a padded frame', async () => {
    const io = swUhfIo()
    const { reader } = await opened({}, io)
    expect(io.writes.map((report) => [report.length, toHex(report.subarray(0, 8))])).toEqual([[65, '0053570003FF1044']])
    expect(reader.info).toEqual({ serial: 'C3DD938E170123', firmware: '1.4' })
  })

  it('says that a begun frame was never finished', async () => {
    const io = swUhfIo()
    const { time, inventories } = await opened({}, io)
    io.input(swPushOf(epc).subarray(0, 20))
    await time.advance(249)
    expect(inventories).toEqual([])
    await time.advance(1)
    expect(inventories.map(({ malformed }) => malformed?.reason)).toEqual(['truncated'])
    io.input(padded(swPushOf(epc)))
    expect(inventories.at(-1)?.sightings.map(({ tag }) => tag)).toEqual([epc])
  })

  it('tells a wrong checksum from noise', async () => {
    const io = swUhfIo()
    const { inventories } = await opened({}, io)
    io.input(padded(swPushOf(epc).with(16, 0x77)))
    io.input(padded(fromHex('DE AD BE EF')))
    expect(inventories.map(({ malformed }) => malformed?.reason)).toEqual(['checksum', 'noise'])
  })

  it('tells a damaged frame beside a good one: it may have held a second tag', async () => {
    const io = swUhfIo()
    const { inventories } = await opened({}, io)
    io.input(concat(swPushOf(epc), swPushOf('BB00000000000000000000BB').with(16, 0x77)))
    expect(inventories.map(({ malformed }) => malformed?.reason)).toEqual([undefined, 'checksum'])
  })

  it('reads past a count byte that some firmware puts first', async () => {
    const io = swUhfIo()
    const { inventories } = await opened({}, io)
    const frame = swPushOf(epc)
    io.input(padded(concat(Uint8Array.of(frame.length), frame)))
    expect(inventories.map(({ malformed, sightings }) => [malformed, sightings.length])).toEqual([[undefined, 1]])
  })

  it('behind a bridge, counts the valid bytes of each report both ways', async () => {
    const io = new ScriptedIo()
    const counted = (part: Uint8Array) => padded(concat(Uint8Array.of(part.length), part, fromHex('FF FF')))
    io.answer = () => [counted(swSystemInfo)]
    const { inventories } = await opened({ lengthPrefixedReports: true }, io)
    expect(toHex(io.writes[0]?.subarray(0, 9) ?? new Uint8Array())).toBe('000753570003FF1044')
    for (let at = 0; at < swInventory.length; at += 30) io.input(counted(swInventory.subarray(at, at + 30)))
    expect(inventories.map(({ sightings }) => sightings.length)).toEqual([3])
  })

  it('in answer mode is asked every 100 ms, and says that there is no tag', async () => {
    const io = swUhfIo()
    const { answer } = io
    io.answer = (report) => (report[6] === 0x01 ? [padded(fromHex('43 54 00 04 00 01 00 64'))] : answer(report))
    const { time, inventories } = await opened({ workMode: 'answer' }, io)
    await time.advance(1000)
    expect(io.writes.slice(1).every((report) => report[6] === 0x01)).toBe(true)
    expect(inventories).toHaveLength(10)
    expect(inventories[0]).toMatchObject({ sightings: [] })
  })

  const losses = (reader: { onClosed(listener: (why: ReaderLoss) => void): unknown }) => {
    const told: ReaderLoss[] = []
    reader.onClosed((why) => told.push(why))
    return told
  }
  const asked = (io: ScriptedIo) => io.writes.filter((report) => report[6] === 0x10).length

  it('that says nothing is asked who it is every three seconds, and stays as long as it answers', async () => {
    const io = swUhfIo()
    const { time, reader } = await opened({}, io)
    const lost = losses(reader)
    await time.advance(60_000)
    expect([asked(io), lost]).toEqual([21, []])
  })

  it('that reports tags is not asked', async () => {
    const io = swUhfIo()
    const { time } = await opened({}, io)
    for (let report = 0; report < 100; report++) {
      io.input(padded(swPushOf(epc)))
      await time.advance(200)
    }
    expect(asked(io)).toBe(1)
  })

  it('that takes commands and says nothing is lost within four seconds, as silent', async () => {
    const io = swUhfIo()
    const { time, reader } = await opened({}, io)
    const lost = losses(reader)
    io.answer = () => []
    await time.advance(3800)
    expect(lost).toEqual([])
    await time.advance(200)
    expect([lost, io.isClosed, time.pending]).toEqual([['silent'], true, 0])
  })

  it('that never said who it is can not be asked: it is not lost for being silent', async () => {
    const io = new ScriptedIo()
    io.answer = () => [padded(swPushOf(epc))]
    const { time, reader } = await opened({}, io)
    const lost = losses(reader)
    io.answer = () => []
    await time.advance(60_000)
    expect([reader.canBeAsked, lost]).toEqual([false, []])
    expect(time.monotonicMs() - reader.lastHeard.monotonicMs).toBe(60_000)
    io.answer = () => [padded(swSystemInfo)]
    await time.advance(10_000)
    expect(reader.canBeAsked).toBe(true)
  })

  it('in answer mode is lost as silent when every other question has no answer', async () => {
    const io = swUhfIo()
    const { time, reader } = await opened({ workMode: 'answer' }, io)
    const lost = losses(reader)
    let question = 0
    io.answer = () => (question++ % 2 === 0 ? [] : [padded(fromHex('43 54 00 04 00 01 00 64'))])
    await time.advance(3000)
    expect([lost, io.isClosed, time.pending]).toEqual([['silent'], true, 0])
  })
})
