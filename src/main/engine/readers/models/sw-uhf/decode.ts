// What the frames of an SW UHF reader mean. Source: "UHF RFID Reader User's Manual V2.0", commands 01, 10 and 45.
import { parseTagId, type TagSighting } from '../../../../../shared/model/reader'
import { toHex } from '../../bytes'
import type { Frame } from './frame'

export const command = { inventory: 0x01, systemInfo: 0x10, activeData: 0x45 } as const

export type Message =
  | { readonly kind: 'tags'; readonly sightings: readonly TagSighting[]; readonly serial?: string }
  | { readonly kind: 'systemInfo'; readonly firmware: string; readonly hardware: string; readonly serial: string }
  /** Well-formed, but nothing that a read depends on: an acknowledgement, a heartbeat. */
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed' }

const serialLength = 7
const malformed: Message = { kind: 'malformed' }

/** Version 1.4 is one byte, 14 hex. */
const version = (byte: number) => `${byte >> 4}.${byte & 15}`

/** `count` entries of length, type, antenna, identity, RSSI; the length counts all but itself. They must fill `data`. */
function decodeTags(data: Uint8Array, count: number): readonly TagSighting[] | undefined {
  const sightings: TagSighting[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    const length = data[at] ?? 0
    const entry = data.subarray(at + 1, at + 1 + length)
    const rawHex = toHex(entry.subarray(2, -1))
    const tag = parseTagId(rawHex)
    const [, antenna] = entry
    const rssi = entry.at(-1)
    if (entry.length !== length || !tag || antenna === undefined || rssi === undefined) return undefined
    sightings.push({ tag, scheme: 'epc', rssi, antenna, rawHex })
    at += 1 + length
  }
  return at === data.length ? sightings : undefined
}

function decodeActiveData(data: Uint8Array): Message {
  const count = data[serialLength]
  const sightings = count === undefined ? undefined : decodeTags(data.subarray(serialLength + 1), count)
  return sightings ? { kind: 'tags', sightings, serial: toHex(data.subarray(0, serialLength)) } : malformed
}

function decodeInventory(frame: Frame): Message {
  if (!frame.succeeded) return { kind: 'tags', sightings: [] }
  const [high, low] = frame.data
  if (high === undefined || low === undefined) return malformed
  const sightings = decodeTags(frame.data.subarray(2), (high << 8) | low)
  return sightings ? { kind: 'tags', sightings } : malformed
}

function decodeSystemInfo(data: Uint8Array): Message {
  const [software, hardware] = data
  if (software === undefined || hardware === undefined || data.length < 2 + serialLength) return malformed
  const serial = toHex(data.subarray(2, 2 + serialLength))
  return { kind: 'systemInfo', firmware: version(software), hardware: version(hardware), serial }
}

/** Total: any frame gives a message. Inventories count their tags in two bytes, active data in one. */
export function decode(frame: Frame): Message {
  switch (frame.command) {
    case command.activeData:
      return frame.succeeded ? decodeActiveData(frame.data) : malformed
    case command.inventory:
      return decodeInventory(frame)
    case command.systemInfo:
      return frame.succeeded ? decodeSystemInfo(frame.data) : { kind: 'other' }
    default:
      return { kind: 'other' }
  }
}
