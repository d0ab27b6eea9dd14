import { fromHex } from '../../../../../../src/main/engine/readers/bytes'
import { replyReport } from '../../../../../support/fakehid/readers/rrhf'
import { ScriptedIo } from './scripted-hid'

// All from the manual of the SW readers, commands 10, 01 and 45.
export const swSystemInfo = fromHex('43 54 00 0D 00 10 01 14 11 C3 DD 93 8E 17 01 23 2A')
export const swNoTag = fromHex('43 54 00 04 00 01 00 64')
export const swInventory = fromHex(
  `43 54 00 36 00 01 01 00 03
   0F 01 02 E2 00 20 67 55 16 02 70 12 70 92 0F 49
   0F 01 02 E2 00 20 75 60 10 01 86 25 10 16 A3 48
   0F 01 02 E2 00 20 75 60 10 01 85 01 01 01 01 4D E4`,
)
export const swPush = fromHex(
  `43 54 00 2C 00 45 01 C4 DD 93 8E 17 01 23 02
   0F 01 02 E2 00 20 75 60 10 01 82 04 80 E0 64 33
   0F 01 03 E3 00 20 75 60 10 01 82 04 80 E0 64 34 07`,
)

/** A push of these tags with RSSI 33 by antenna 1, for tests that need tags of their own. */
export function swPushOf(...epcs: readonly string[]): Uint8Array {
  const tags = epcs.flatMap((epc) => [epc.length / 2 + 3, 1, 1, ...fromHex(epc), 0x33])
  const body = [0, 0x45, 1, 0xc4, 0xdd, 0x93, 0x8e, 0x17, 0x01, 0x23, epcs.length, ...tags]
  const frame = [0x43, 0x54, 0, body.length + 1, ...body]
  return Uint8Array.of(...frame, -frame.reduce((sum, byte) => sum + byte, 0) & 0xff)
}

/** Zero padded to one report of 64 bytes. */
export function padded(frame: Uint8Array): Uint8Array {
  const report = new Uint8Array(64)
  report.set(frame)
  return report
}

/** Says who it is, and nothing else by itself. */
export function swUhfIo(): ScriptedIo {
  const io = new ScriptedIo()
  io.answer = (report) => (report[6] === 0x10 ? [padded(swSystemInfo)] : [])
  return io
}

export interface HfField {
  /** Eight bytes each, as printed. */
  iso15693: readonly string[]
  iso14443?: string
}

/** Answers inventories from `field`. */
export function rrhfIo(field: HfField): ScriptedIo {
  const io = new ScriptedIo()
  io.answer = (report) => {
    const command = ((report[2] ?? 0) << 8) | (report[3] ?? 0)
    if (command === 0xf000) return [replyReport(command, 0, [...fromHex('52524846 4F454D30 342D0102 000A0B0C')])]
    const uids = field.iso15693.flatMap((uid) => [...fromHex(uid)].reverse())
    if (command === 0x1002 && uids.length > 0) return [replyReport(command, 0, [uids.length / 8, ...uids])]
    if (command === 0x2f01 && field.iso14443) {
      const uid = fromHex(field.iso14443)
      return [replyReport(command, 0, [uid.length, ...uid])]
    }
    return [replyReport(command, command === 0xf001 ? 0 : 0xffff, [])]
  }
  return io
}
