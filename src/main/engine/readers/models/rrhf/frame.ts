// Frames of the RRHFOEM04 reader. Source: "RRHFOEM04 Communication Protocol" (the manufacturer's), frame format and CRC.
import { concat } from '../../bytes'
import type { MalformedReason } from '../../reader'

export interface Reply {
  readonly command: number
  /** Error code 0000; FFFF means failed, which is also how "no tag" is said. */
  readonly succeeded: boolean
  readonly data: Uint8Array
  readonly crcMatches: boolean
  readonly bytes: Uint8Array
}

export type ParsedReply =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'malformed'; readonly reason: MalformedReason }

const crcLength = 2
// Length byte, command (2), error (2).
const replyHead = 5
export const reportLength = 64

/**
 * The manufacturer's CRC-16: polynomial 1021, start FFFF, inverted at the end. Not CCITT: each byte goes into the low
 * half of the register. Sent high byte first, over everything from the length byte on.
 */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return ~crc & 0xffff
}

/** Length (itself to the end of the data, without CRC), command, data, CRC. */
export function encodeCommand(command: number, ...data: number[]): Uint8Array {
  const body = Uint8Array.of(3 + data.length, command >> 8, command & 0xff, ...data)
  const crc = crc16(body)
  return concat(body, Uint8Array.of(crc >> 8, crc & 0xff))
}

/**
 * Total: any report gives a reply or a reason. A wrong CRC alone is a reason only if `strict`: the algorithm is known
 * from a library and not from captures of a device. With eight tags and more the frame is longer than its report; what
 * the report holds of it is given, and its CRC counts as matching.
 */
export function parseReply(report: Uint8Array, strict: boolean): ParsedReply {
  const [length = 0, commandHigh = 0, commandLow = 0, errorHigh = 0, errorLow = 0] = report
  const error = (errorHigh << 8) | errorLow
  if (length < replyHead || report.length < replyHead || (error !== 0 && error !== 0xffff)) {
    return { kind: 'malformed', reason: 'noise' }
  }
  const isCut = length + crcLength > reportLength && report.length >= reportLength
  if (!isCut && report.length < length + crcLength) return { kind: 'malformed', reason: 'truncated' }
  const bytes = report.slice(0, length + crcLength)
  const crc = ((report[length] ?? 0) << 8) | (report[length + 1] ?? 0)
  const crcMatches = isCut || crc === crc16(report.subarray(0, length))
  if (strict && !crcMatches) return { kind: 'malformed', reason: 'checksum' }
  const command = (commandHigh << 8) | commandLow
  return {
    kind: 'reply',
    reply: { command, succeeded: error === 0, data: report.slice(replyHead, length), crcMatches, bytes },
  }
}
