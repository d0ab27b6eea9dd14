// Frames of the SW (Yanpodo) UHF protocol in a stream of HID reports. Source: "UHF RFID Reader User's Manual V2.0",
// sections 3.1 and 3.2.
import { concat } from '../../bytes'

export interface Frame {
  readonly address: number
  readonly command: number
  /** The status byte: 01 success, 00 failed or no tag. */
  readonly succeeded: boolean
  readonly data: Uint8Array
  readonly bytes: Uint8Array
}

export interface Deframed {
  readonly frames: readonly Frame[]
  /** The begin of a frame that a later report may complete: hand it in with the next report. */
  readonly rest: Uint8Array
  /** Bytes that belong to no frame, without zero padding. Empty if all was well. */
  readonly noise: Uint8Array
  /** A frame was complete but its checksum was wrong; its bytes are in `noise`. */
  readonly badChecksum: boolean
}

const broadcast = 0xff
const headLength = 4
// Address, command, status, checksum: no response is shorter. 1024 is the manual's limit.
const shortest = 4
const longest = 1024

/**
 * Two's complement of the 8-bit sum of everything before it, header included. The manual's text says "from Len", but
 * all of its worked examples only come out with the header.
 */
export function checksum(bytes: Uint8Array): number {
  return -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff
}

/** 53 57, length (of what follows it), address FF for any reader, command, data, checksum. */
export function encodeCommand(command: number, ...data: number[]): Uint8Array {
  const body = Uint8Array.of(0x53, 0x57, (data.length + 3) >> 8, (data.length + 3) & 0xff, broadcast, command, ...data)
  return concat(body, Uint8Array.of(checksum(body)))
}

type Candidate =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'incomplete' | 'badChecksum' | 'none' }

function candidateAt(bytes: Uint8Array, start: number): Candidate {
  if (bytes[start] !== 0x43) return { kind: 'none' }
  if (start + 1 < bytes.length && bytes[start + 1] !== 0x54) return { kind: 'none' }
  const high = bytes[start + 2]
  const low = bytes[start + 3]
  if (high === undefined || low === undefined) return { kind: 'incomplete' }
  const length = (high << 8) | low
  if (length < shortest || length > longest) return { kind: 'none' }
  const end = start + headLength + length
  if (end > bytes.length) return { kind: 'incomplete' }
  const whole = bytes.slice(start, end)
  const [, , , , address = 0, command = 0, status = 0] = whole
  if (checksum(whole.subarray(0, -1)) !== whole.at(-1)) return { kind: 'badChecksum' }
  return { kind: 'frame', frame: { address, command, succeeded: status === 1, data: whole.slice(7, -1), bytes: whole } }
}

function hasFrameFrom(bytes: Uint8Array, start: number): boolean {
  for (let at = start; at < bytes.length; at++) if (candidateAt(bytes, at).kind === 'frame') return true
  return false
}

/**
 * Finds the frames in `rest` followed by `report`. Total: any bytes give frames, a rest and noise, never an error. A
 * report need not begin with a frame (how the frame sits in the report is not documented); frames may span reports,
 * and one report may hold several.
 */
export function deframe(rest: Uint8Array, report: Uint8Array): Deframed {
  const bytes = concat(rest, report)
  const frames: Frame[] = []
  const noise: number[] = []
  let badChecksum = false
  let at = 0
  for (; at < bytes.length; ) {
    const candidate = candidateAt(bytes, at)
    if (candidate.kind === 'frame') {
      frames.push(candidate.frame)
      at += candidate.frame.bytes.length
      continue
    }
    // A damaged length must not swallow the tags that follow: give up waiting as soon as a whole frame is in sight.
    if (candidate.kind === 'incomplete' && !hasFrameFrom(bytes, at + 1)) break
    badChecksum ||= candidate.kind === 'badChecksum'
    noise.push(bytes[at] ?? 0)
    at++
  }
  const isPadding = noise.every((byte) => byte === 0)
  return { frames, rest: bytes.slice(at), noise: Uint8Array.from(isPadding ? [] : noise), badChecksum }
}
