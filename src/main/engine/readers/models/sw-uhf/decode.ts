// What the frames of an SW UHF reader mean. Source: "UHF RFID Reader User's Manual V2.0", commands 01, 10 and 45.
import type { TagSighting } from '../../../../../shared/model/reader'
import { tagOf } from '../../../../../shared/model/tag'
import { ok, type Result, refused } from '../../../../../shared/result'
import { toHex } from '../../bytes'
import type { MalformedReason } from '../../reader'
import type { Frame } from './frame'

export const command = { inventory: 0x01, systemInfo: 0x10, activeData: 0x45 } as const

export type Message =
  | { readonly kind: 'tags'; readonly sightings: readonly TagSighting[]; readonly serial?: string }
  | { readonly kind: 'systemInfo'; readonly firmware: string; readonly hardware: string; readonly serial: string }
  /** Well-formed, but nothing that a read depends on: an acknowledgement, a heartbeat. */
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly reason: MalformedReason }

const serialLength = 7
const malformed: Message = { kind: 'malformed', reason: 'contents' }

/** Version 1.4 is one byte, 14 hex. */
const version = (byte: number) => `${byte >> 4}.${byte & 15}`

/** `count` entries of length, type, antenna, identity, RSSI; the length counts all but itself. They must fill `data`. */
function decodeTags(data: Uint8Array, count: number): Result<readonly TagSighting[], MalformedReason> {
  const sightings: TagSighting[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    const length = data[at] ?? 0
    const entry = data.subarray(at + 1, at + 1 + length)
    const rawHex = toHex(entry.subarray(2, -1))
    const [, antenna] = entry
    const rssi = entry.at(-1)
    if (entry.length !== length || antenna === undefined || rssi === undefined) return refused('contents')
    const tag = tagOf(rawHex, 'epc')
    if (!tag.ok) return tag
    sightings.push({ tag: tag.value, scheme: 'epc', rssi, antenna, rawHex })
    at += 1 + length
  }
  return at === data.length ? ok(sightings) : refused('contents')
}

function decodeActiveData(data: Uint8Array): Message {
  const count = data[serialLength]
  if (count === undefined) return malformed
  const sightings = decodeTags(data.subarray(serialLength + 1), count)
  if (!sightings.ok) return { kind: 'malformed', reason: sightings.problem }
  return { kind: 'tags', sightings: sightings.value, serial: toHex(data.subarray(0, serialLength)) }
}

function decodeInventory(frame: Frame): Message {
  if (!frame.succeeded) return { kind: 'tags', sightings: [] }
  const [high, low] = frame.data
  if (high === undefined || low === undefined) return malformed
  const sightings = decodeTags(frame.data.subarray(2), (high << 8) | low)
  return sightings.ok ? { kind: 'tags', sightings: sightings.value } : { kind: 'malformed', reason: sightings.problem }
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
