import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../../../../../../../src/main/engine/readers/bytes'
import {
  decodeIso14443a,
  decodeIso15693,
  decodeReaderInfo,
} from '../../../../../../../src/main/engine/readers/models/rrhf/decode'
import { encodeCommand, parseReply, type Reply } from '../../../../../../../src/main/engine/readers/models/rrhf/frame'
import { replyReport } from '../../../../../../support/fakehid/readers/rrhf'

const reply = (command: number, data: string, error = 0): Reply => {
  const parsed = parseReply(replyReport(command, error, [...fromHex(data)]), true)
  if (parsed.kind === 'malformed') throw new Error(parsed.reason)
  return parsed.reply
}

describe('RRHFOEM04 frames', () => {
  it.each([
    ['single slot inventory', encodeCommand(0x1001, 0x26), '0410012692AD'],
    ['ISO 14443A inventory', encodeCommand(0x2f01), '032F01B2BD'],
    ['beep', encodeCommand(0xf001), '03F001882F'],
    ['reader info', encodeCommand(0xf000), '03F000892F'],
  ])('encodes %s with its CRC', (_name, frame, hex) => {
    expect(toHex(frame)).toBe(hex)
  })

  it('forgives a wrong CRC unless it is told to be strict', () => {
    const report = replyReport(0x1002, 0, [0])
    report.writeUInt8(report.readUInt8(7) ^ 0xff, 7)
    expect(parseReply(report, false)).toMatchObject({ kind: 'reply', reply: { crcMatches: false } })
    expect(parseReply(report, true)).toEqual({ kind: 'malformed', reason: 'checksum' })
  })

  it.each([
    ['nothing', '', 'noise'],
    ['a length that can’t be', '01 DE AD BE EF', 'noise'],
    ['an unknown error code', '05 10 02 12 34 00 00', 'noise'],
    ['a short report', '0E 10 02 00 00 01 E0', 'truncated'],
  ])('calls %s malformed', (_name, hex, reason) => {
    expect(parseReply(fromHex(hex), false)).toEqual({ kind: 'malformed', reason })
  })

  it('takes any report', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.boolean(), (report, strict) => {
        const parsed = parseReply(report, strict)
        if (parsed.kind === 'malformed') return
        for (const decode of [decodeIso15693, decodeIso14443a, decodeReaderInfo]) decode(parsed.reply)
      }),
    )
  })
})

describe('RRHFOEM04 identities', () => {
  it('turns an identity that ends with E0 round, and leaves one that begins with it', () => {
    const twice = decodeIso15693(reply(0x1002, '02 67 45 23 01 50 01 04 E0 E0 04 01 50 AA BB CC DD'))
    expect(twice).toEqual({
      kind: 'tags',
      sightings: [
        { tag: 'E004015001234567', scheme: 'iso15693', rawHex: '67452301500104E0' },
        { tag: 'E0040150AABBCCDD', scheme: 'iso15693', rawHex: 'E0040150AABBCCDD' },
      ],
    })
  })

  it('gives the seven identities that a report holds when there are more', () => {
    const seven = Array.from({ length: 7 }, (_, index) => `0${index} 45 23 01 50 01 04 E0`).join(' ')
    expect(decodeIso15693(reply(0x1002, `09 ${seven}`))).toMatchObject({ kind: 'tags', sightings: { length: 7 } })
  })

  it.each([
    ['no E0 at either end', '01 01 02 03 04 05 06 07 08'],
    ['fewer identities than counted', '02 67 45 23 01 50 01 04 E0'],
    ['more identities than counted', '00 67 45 23 01 50 01 04 E0'],
    ['no count', ''],
  ])('calls %s malformed', (_name, data) => {
    expect(decodeIso15693(reply(0x1002, data))).toEqual({ kind: 'malformed', reason: 'contents' })
  })

  it('reads failure as an empty field', () => {
    expect(decodeIso15693(reply(0x1002, '', 0xffff))).toEqual({ kind: 'tags', sightings: [] })
    expect(decodeIso14443a(reply(0x2f01, '', 0xffff))).toEqual({ kind: 'tags', sightings: [] })
  })

  it.each(['04 A1B2C3D4', '07 04A1B2C3D4E5F6', '0A 04A1B2C3D4E5F6A7B8C9'])(
    'reads the ISO 14443A identity %s',
    (data) => {
      const tag = data.slice(3)
      const sightings = [{ tag, scheme: 'iso14443', rawHex: tag }]
      expect(decodeIso14443a(reply(0x2f01, data))).toEqual({ kind: 'tags', sightings })
    },
  )

  it.each([
    ['00 00 00 00 00 00 00 00', 'noIdentity'],
    ['FF FF FF FF FF FF FF FF', 'noIdentity'],
    ['00 00 00 00 00 00 00 E0', 'noIdentity'],
    ['FF FF FF FF FF FF FF E0', 'noIdentity'],
  ])('refuses the ISO 15693 identity %s, also beside a good one', (data, reason) => {
    expect(decodeIso15693(reply(0x1002, `01 ${data}`))).toEqual({ kind: 'malformed', reason })
    const both = reply(0x1002, `02 67 45 23 01 50 01 04 E0 ${data}`)
    expect(decodeIso15693(both)).toEqual({ kind: 'malformed', reason })
  })

  it.each([
    ['04 00000000', 'noIdentity'],
    ['07 FFFFFFFFFFFFFF', 'noIdentity'],
    ['05 A1B2C3D4E5', 'wrongLength'],
    ['04 8804A1B2', 'wrongLength'],
    ['00', 'wrongLength'],
  ])('refuses the ISO 14443A identity %s', (data, reason) => {
    expect(decodeIso14443a(reply(0x2f01, data))).toEqual({ kind: 'malformed', reason })
  })

  it('refuses an identity that the tag invents anew each time', () => {
    expect(decodeIso14443a(reply(0x2f01, '04 08B2C3D4'))).toEqual({ kind: 'malformed', reason: 'randomId' })
  })

  it('takes the serial from the last three bytes', () => {
    expect(decodeReaderInfo(reply(0xf000, '52524846 4F454D30 342D0102 000A0B0C'))).toEqual({ serial: '0A0B0C' })
  })
})
