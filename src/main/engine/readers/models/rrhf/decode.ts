// What the replies of an RRHFOEM04 mean. Source: "RRHFOEM04 Communication Protocol", commands 1002, 2F01 and F000.
import type { TagSighting } from '../../../../../shared/model/reader'
import { type TagProblem, tagOf } from '../../../../../shared/model/tag'
import { ok, type Result, refused } from '../../../../../shared/result'
import { toHex } from '../../bytes'
import type { MalformedReason, ReaderInfo } from '../../reader'
import type { Reply } from './frame'

export const command = {
  iso15693Inventory: 0x1002,
  iso14443aInventory: 0x2f01,
  readerInfo: 0xf000,
  beep: 0xf001,
} as const

export type Decoded =
  | { readonly kind: 'tags'; readonly sightings: readonly TagSighting[] }
  | { readonly kind: 'malformed'; readonly reason: MalformedReason }

const contents: Decoded = { kind: 'malformed', reason: 'contents' }
const uid15693Length = 8
// One report holds 64 - 5 (head) - 1 (count) = 58 bytes: seven identities; the rest of more stays in the reader.
const mostPerReport = 7

/** ISO 15693 says E0 is the most significant byte; on air it comes last. Without one at either end it is no identity. */
function iso15693Sighting(wire: Uint8Array): Result<TagSighting, TagProblem | 'contents'> {
  const canonical = wire.at(-1) === 0xe0 ? wire.toReversed() : wire
  const tag = tagOf(toHex(canonical), 'iso15693')
  if (!tag.ok) return tag
  if (canonical[0] !== 0xe0) return refused('contents')
  return ok({ tag: tag.value, scheme: 'iso15693', rawHex: toHex(wire) })
}

/** Count, then eight bytes for each tag. Failed means no tag answered. */
export function decodeIso15693(reply: Reply): Decoded {
  if (!reply.succeeded) return { kind: 'tags', sightings: [] }
  const count = reply.data[0]
  if (count === undefined) return contents
  const held = Math.min(count, mostPerReport)
  const identities = reply.data.subarray(1)
  const isWhole =
    count > mostPerReport ? identities.length >= held * uid15693Length : identities.length === held * uid15693Length
  if (!isWhole) return contents
  const sightings: TagSighting[] = []
  for (let at = 0; at < held * uid15693Length; at += uid15693Length) {
    const sighting = iso15693Sighting(identities.subarray(at, at + uid15693Length))
    if (!sighting.ok) return { kind: 'malformed', reason: sighting.problem }
    sightings.push(sighting.value)
  }
  return { kind: 'tags', sightings }
}

/** Length of the identity (4, 7 or 10), then the identity; the reader tells one tag only. Failed means no tag. */
export function decodeIso14443a(reply: Reply): Decoded {
  if (!reply.succeeded) return { kind: 'tags', sightings: [] }
  const [length] = reply.data
  if (length === undefined) return { kind: 'tags', sightings: [] }
  const identity = reply.data.subarray(1)
  if (identity.length !== length) return contents
  const rawHex = toHex(identity)
  const tag = tagOf(rawHex, 'iso14443')
  if (!tag.ok) return { kind: 'malformed', reason: tag.problem }
  return { kind: 'tags', sightings: [{ tag: tag.value, scheme: 'iso14443', rawHex }] }
}

/** Sixteen bytes: the model in ASCII up to a hyphen, versions, and the serial number in the last three. */
export function decodeReaderInfo(reply: Reply): ReaderInfo {
  const serial = reply.data.slice(-3)
  return reply.succeeded && serial.length === 3 ? { serial: toHex(serial) } : {}
}
