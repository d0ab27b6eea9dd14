import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex } from '../../../../../../../src/main/engine/readers/bytes'
import { decode } from '../../../../../../../src/main/engine/readers/models/sw-uhf/decode'
import { deframe, type Frame } from '../../../../../../../src/main/engine/readers/models/sw-uhf/frame'
import { swInventory, swNoTag, swPush, swPushOf, swSystemInfo } from '../../support/frames'

const decoded = (bytes: Uint8Array) => deframe(new Uint8Array(), bytes).frames.map(decode)
const tag = (hex: string, antenna: number, rssi: number) => ({ tag: hex, scheme: 'epc', antenna, rssi, rawHex: hex })

describe('SW UHF messages', () => {
  it('reads the manual’s inventory of three tags', () => {
    const sightings = [
      tag('E20020675516027012709 20F'.replace(' ', ''), 2, 0x49),
      tag('E2002075601001862510 16A3'.replace(' ', ''), 2, 0x48),
      tag('E20020756010018501010101', 2, 0x4d),
    ]
    expect(decoded(swInventory)).toEqual([{ kind: 'tags', sightings }])
  })

  it('reads the manual’s push of two tags, whose count is one byte', () => {
    const sightings = [tag('E2002075601001820480E064', 2, 0x33), tag('E3002075601001820480E064', 3, 0x34)]
    expect(decoded(swPush)).toEqual([{ kind: 'tags', sightings, serial: 'C4DD938E170123' }])
  })

  it('reads "no tag" as an empty field', () => {
    expect(decoded(swNoTag)).toEqual([{ kind: 'tags', sightings: [] }])
  })

  it('reads versions and serial', () => {
    expect(decoded(swSystemInfo)).toEqual([
      { kind: 'systemInfo', firmware: '1.4', hardware: '1.1', serial: 'C3DD938E170123' },
    ])
  })

  it.each([
    ['a count above the tags that follow', [...swPushOf('E200').slice(7, -1).with(7, 2)]],
    ['a count below them', [...swPushOf('E200', 'E300').slice(7, -1).with(7, 1)]],
    ['an entry longer than the frame', [...swPushOf('E200').slice(7, -1).with(8, 9)]],
    ['no count', [1, 2, 3]],
  ])('calls %s malformed', (_name, data) => {
    const frame: Frame = {
      address: 0,
      command: 0x45,
      succeeded: true,
      data: Uint8Array.from(data),
      bytes: new Uint8Array(),
    }
    expect(decode(frame)).toEqual({ kind: 'malformed', reason: 'contents' })
  })

  it.each([
    ['00'.repeat(12), 'noIdentity'],
    ['FF'.repeat(12), 'noIdentity'],
    ['', 'wrongLength'],
    ['E2', 'wrongLength'],
    ['E2'.repeat(3), 'wrongLength'],
    ['E2'.repeat(63), 'wrongLength'],
    ['E2'.repeat(64), 'wrongLength'],
  ])('calls a push and an inventory with the tag %j beside a good one %s', (bad, reason) => {
    const entries = ['E20020675516027012709200', bad].flatMap((epc) => [
      epc.length / 2 + 3,
      1,
      1,
      ...fromHex(epc),
      0x33,
    ])
    const whole = (command: number, data: readonly number[]): Frame => ({
      address: 0,
      command,
      succeeded: true,
      data: Uint8Array.from(data),
      bytes: new Uint8Array(),
    })
    const frames = [whole(0x45, [1, 2, 3, 4, 5, 6, 7, 2, ...entries]), whole(0x01, [0, 2, ...entries])]
    expect(frames.map(decode)).toEqual([
      { kind: 'malformed', reason },
      { kind: 'malformed', reason },
    ])
  })

  it('takes any frame', () => {
    const frame = fc.record({
      address: fc.nat(255),
      command: fc.oneof(fc.constantFrom(0x01, 0x10, 0x45), fc.nat(255)),
      succeeded: fc.boolean(),
      data: fc.uint8Array({ maxLength: 80 }),
      bytes: fc.constant(new Uint8Array()),
    })
    fc.assert(
      fc.property(frame, (one) => {
        expect(['tags', 'systemInfo', 'other', 'malformed']).toContain(decode(one).kind)
      }),
    )
  })
})
