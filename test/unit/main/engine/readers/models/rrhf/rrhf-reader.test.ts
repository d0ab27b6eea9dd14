import { describe, expect, it } from 'vitest'
import { rrhf } from '../../../../../../../src/main/engine/readers/models/rrhf'
import type { Inventory } from '../../../../../../../src/main/engine/readers/reader'
import type { ReaderOptions } from '../../../../../../../src/shared/model/reader-options'
import { replyReport } from '../../../../../../support/fakehid/readers/rrhf'
import { FakeTime } from '../../support/fake-time'
import { type HfField, rrhfIo } from '../../support/frames'

const uid = 'E004015012345678'

async function opened(field: HfField, options: ReaderOptions = {}) {
  const time = new FakeTime()
  const io = rrhfIo(field)
  const sentMs: number[] = []
  const { answer } = io
  io.answer = (report) => {
    sentMs.push(time.monotonicMs())
    return answer(report)
  }
  const opening = rrhf.open(io, options, { clock: time, timers: time })
  await time.advance(0)
  const result = await opening
  if (!result.ok) throw new Error(result.problem.kind)
  const inventories: Inventory[] = []
  result.value.onInventory((inventory) => inventories.push(inventory))
  return { time, io, sentMs, reader: result.value, inventories }
}

const command = (report: Uint8Array) => ((report[2] ?? 0) << 8) | (report[3] ?? 0)

describe('an RRHFOEM04', () => {
  it('is asked for both kinds of tag in turn, 100 ms apart', async () => {
    const { time, io, sentMs } = await opened({ iso15693: [] })
    await time.advance(400)
    expect(io.writes.map(command)).toEqual([0xf000, 0x1002, 0x2f01, 0x1002, 0x2f01])
    expect(sentMs).toEqual([0, 100, 200, 300, 400])
  })

  it('tells a tag of each kind as two tags together', async () => {
    const { time, inventories } = await opened({ iso15693: [uid], iso14443: '04A1B2C3D4E5F6' })
    await time.advance(300)
    expect(inventories.at(-1)?.sightings.map(({ tag }) => tag)).toEqual([uid, '04A1B2C3D4E5F6'])
  })

  it('beeps once for yes and twice for no, in its turn', async () => {
    const { time, io, sentMs, reader } = await opened({ iso15693: [] })
    reader.signal?.('accepted')
    reader.signal?.('refused')
    await time.advance(1000)
    expect(io.writes.map(command).filter((code) => code === 0xf001)).toHaveLength(3)
    expect(sentMs.every((ms, index) => index === 0 || ms - (sentMs[index - 1] ?? 0) >= 100)).toBe(true)
  })

  it('does not take a stale answer for the one it waits for', async () => {
    const { time, io, inventories } = await opened({ iso15693: [] })
    io.answer = () => [replyReport(0x1001, 0, [1, ...[0x78, 0x56, 0x34, 0x12, 0x50, 0x01, 0x04, 0xe0]])]
    await time.advance(300)
    expect(inventories.flatMap(({ sightings }) => sightings)).toEqual([])
  })

  const wrong = (report: Uint8Array) => Uint8Array.from(report).with(14, 0x77)
  const answers = replyReport(0x1002, 0, [1, ...[0x78, 0x56, 0x34, 0x12, 0x50, 0x01, 0x04, 0xe0]])

  it('is not believed when a checksum is wrong, unless the site wants it', async () => {
    for (const checksum of ['strict', undefined, 'lenient'] as const) {
      const { time, io, inventories } = await opened({ iso15693: [] }, checksum ? { checksum } : {})
      const { answer } = io
      io.answer = (report) => (command(report) === 0x1002 ? [wrong(answers)] : answer(report))
      await time.advance(1000)
      const seen = inventories.flatMap(({ sightings }) => sightings).length
      const told = inventories.map(({ malformed }) => malformed?.reason)
      if (checksum === 'lenient') expect(seen).toBeGreaterThan(0)
      else expect([seen, told.includes('checksum')]).toEqual([0, true])
    }
  })

  it('of whose answers none has a right checksum is refused for that', async () => {
    const time = new FakeTime()
    const io = rrhfIo({ iso15693: [] })
    const { answer } = io
    io.answer = (report) => answer(report).map((reply) => Uint8Array.from(reply).with(6, (reply[6] ?? 0) ^ 1))
    const opening = rrhf.open(io, {}, { clock: time, timers: time })
    await time.advance(3000)
    expect(await opening).toEqual({ ok: false, problem: { kind: 'checksum' } })
  })

  it('tells nothing of one kind of tag while it has no answer about the other: that may hide one', async () => {
    const { time, io, inventories } = await opened({ iso15693: [uid] })
    await time.advance(300)
    const { answer } = io
    io.answer = (report) => (command(report) === 0x2f01 ? [] : answer(report))
    await time.advance(100)
    inventories.length = 0
    await time.advance(1500)
    expect(inventories).toEqual([])
    io.answer = answer
    await time.advance(1000)
    expect(inventories.at(-1)?.sightings.map(({ tag }) => tag)).toEqual([uid])
  })

  it.each([
    ['every other command', (asked: number) => asked % 2 === 0],
    ['two of three commands', (asked: number) => asked % 3 !== 0],
  ])('that does not answer %s is lost as silent', async (_name, isMute) => {
    const { time, io, reader } = await opened({ iso15693: [] })
    const lost: string[] = []
    reader.onClosed((why) => lost.push(why))
    const { answer } = io
    let asked = 0
    io.answer = (report) => (isMute(asked++) ? [] : answer(report))
    await time.advance(6000)
    expect([lost, io.isClosed, time.pending]).toEqual([['silent'], true, 0])
  })

  it('is lost after five commands without an answer, and closed', async () => {
    const { time, io, reader } = await opened({ iso15693: [] })
    let lost = false
    reader.onClosed(() => {
      lost = true
    })
    io.answer = () => []
    await time.advance(2499)
    expect(lost).toBe(false)
    await time.advance(200)
    expect([lost, io.isClosed]).toEqual([true, true])
  })
})
