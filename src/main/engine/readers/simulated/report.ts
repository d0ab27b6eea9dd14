// The reports of the simulated reader: JSON, so that a test or the demo panel can say any scheme of tag.
import type { TagScheme, TagSighting } from '../../../../shared/model/reader'
import { type TagProblem, tagOf, tagSchemes, writtenTagPattern } from '../../../../shared/model/tag'
import { ok, type Result, refused } from '../../../../shared/result'

export interface SimulatedTag {
  /** Bytes in hex; what is no tag is reported as a real reader would report it. */
  readonly tag: string
  /** Default `epc`. */
  readonly scheme?: TagScheme
  readonly rssi?: number
}

export function encodeReport(tags: readonly SimulatedTag[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(tags))
}

/** Total: `noise` for anything that is no report. */
export function decodeReport(bytes: Uint8Array): Result<readonly TagSighting[], 'noise' | TagProblem> {
  const parsed = jsonOf(bytes)
  if (!Array.isArray(parsed)) return refused('noise')
  const sightings: TagSighting[] = []
  for (const item of parsed) {
    const sighting = sightingOf(item)
    if (!sighting.ok) return sighting
    sightings.push(sighting.value)
  }
  return ok(sightings)
}

const isScheme = (value: unknown): value is TagScheme => tagSchemes.some((scheme) => scheme === value)
const isWritten = (value: unknown): value is string => typeof value === 'string' && writtenTagPattern.test(value)

function sightingOf(item: unknown): Result<TagSighting, 'noise' | TagProblem> {
  if (typeof item !== 'object' || item === null || !('tag' in item) || !isWritten(item.tag)) return refused('noise')
  const scheme = 'scheme' in item ? item.scheme : 'epc'
  const rssi = 'rssi' in item ? item.rssi : undefined
  if (!isScheme(scheme) || (rssi !== undefined && typeof rssi !== 'number')) return refused('noise')
  const tag = tagOf(item.tag, scheme)
  return tag.ok ? ok({ tag: tag.value, scheme, rawHex: item.tag, ...(rssi !== undefined && { rssi }) }) : tag
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Not text or not JSON: an unreadable report like any other.
    return undefined
  }
}
