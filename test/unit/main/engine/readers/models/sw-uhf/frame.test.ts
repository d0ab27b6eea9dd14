import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromHex, toHex } from '../../../../../../../src/main/engine/readers/bytes'
import { decode } from '../../../../../../../src/main/engine/readers/models/sw-uhf/decode'
import { checksum, deframe, encodeCommand } from '../../../../../../../src/main/engine/readers/models/sw-uhf/frame'
import { padded, swInventory, swNoTag, swPush, swPushOf, swSystemInfo } from '../../support/frames'

const nothing = new Uint8Array()
const framesOf = (reports: readonly Uint8Array[]) => {
  let rest: Uint8Array = nothing
  return reports.flatMap((report) => {
    const deframed = deframe(rest, report)
    rest = deframed.rest
    return deframed.frames.map((frame) => toHex(frame.bytes))
  })
}
const bytes = fc.uint8Array({ maxLength: 200 })

describe('SW UHF frames', () => {
  it.each([
    ['inventory', encodeCommand(0x01), '53570003FF0153'],
    ['system info', encodeCommand(0x10), '53570003FF1044'],
    ['acknowledge a push', encodeCommand(0x45), '53570003FF450F'],
    ['answer mode', encodeCommand(0x24, 0x02, 0x00), '53570005FF2402002C'],
    ['26 dBm', encodeCommand(0x24, 0x05, 0x1a), '53570005FF24051A0F'],
  ])('encodes the command "%s" as the manual does', (_name, frame, hex) => {
    expect(toHex(frame)).toBe(hex)
  })

  it.each([swSystemInfo, swNoTag, swInventory, swPush])('agrees with the checksum of worked frame %#', (frame) => {
    expect(checksum(frame.subarray(0, -1))).toBe(frame.at(-1))
    expect(framesOf([padded(frame)])).toEqual([toHex(frame)])
  })

  it('finds several frames in one report, without calling the padding noise', () => {
    const deframed = deframe(nothing, padded(concat(swNoTag, swSystemInfo)))
    expect(deframed.frames).toHaveLength(2)
    expect(deframed).toMatchObject({ rest: nothing, noise: nothing })
  })

  it('joins a frame that spans reports, wherever it is cut', () => {
    for (let cut = 1; cut < swInventory.length; cut++) {
      expect(framesOf([swInventory.subarray(0, cut), swInventory.subarray(cut)])).toEqual([toHex(swInventory)])
    }
  })

  it('drops a frame with a flipped bit and says so', () => {
    const damaged = swPush.slice()
    damaged[16] = (damaged[16] ?? 0) ^ 0x10
    expect(deframe(nothing, padded(damaged))).toMatchObject({ frames: [], badChecksum: true })
  })

  it('does not let a damaged length swallow the next frame', () => {
    const lying = fromHex('43 54 03 FF 00 45 01')
    expect(framesOf([lying, padded(swPush)])).toEqual([toHex(swPush)])
  })

  it('finds a whole frame after any garbage', () => {
    fc.assert(
      fc.property(
        fc.array(bytes, { maxLength: 4 }),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        (garbage, epc) => {
          const frame = swPushOf(toHex(epc))
          expect(framesOf([...garbage, padded(frame)]).at(-1)).toBe(toHex(frame))
        },
      ),
    )
  })

  it('never throws, keeps every byte, and keeps its rest small', () => {
    const headerLike = fc.constantFrom(0x43, 0x54, 0x00, 0x01, 0x45)
    const stream = fc.array(
      fc.oneof(
        bytes,
        fc.array(headerLike, { maxLength: 64 }).map((list) => Uint8Array.from(list)),
      ),
    )
    fc.assert(
      fc.property(stream, (reports) => {
        let rest: Uint8Array = nothing
        for (const report of reports) {
          const deframed = deframe(rest, report)
          for (const frame of deframed.frames) decode(frame)
          rest = deframed.rest
          expect(rest.length).toBeLessThan(1028)
        }
      }),
    )
  })
})
