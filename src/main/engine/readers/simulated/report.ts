// The reports of the simulated reader: JSON, so that a test or the demo panel can say any scheme of tag.
import { parseTagId, type TagId, type TagScheme, type TagSighting } from '../../../../shared/model/reader'

export interface SimulatedTag {
  readonly tag: TagId
  /** Default `epc`. */
  readonly scheme?: TagScheme
  readonly rssi?: number
}

const schemes = ['epc', 'tid', 'iso15693', 'iso14443', 'em4100', 'text'] as const satisfies readonly TagScheme[]

export function encodeReport(tags: readonly SimulatedTag[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(tags))
}

/** Total: undefined for anything that is no report. */
export function decodeReport(bytes: Uint8Array): readonly TagSighting[] | undefined {
  const parsed = jsonOf(bytes)
  if (!Array.isArray(parsed)) return undefined
  const sightings: TagSighting[] = []
  for (const item of parsed) {
    const sighting = sightingOf(item)
    if (sighting === undefined) return undefined
    sightings.push(sighting)
  }
  return sightings
}

const isScheme = (value: unknown): value is TagScheme => schemes.some((scheme) => scheme === value)

function sightingOf(item: unknown): TagSighting | undefined {
  if (typeof item !== 'object' || item === null || !('tag' in item) || typeof item.tag !== 'string') return undefined
  const scheme = 'scheme' in item ? item.scheme : 'epc'
  const rssi = 'rssi' in item ? item.rssi : undefined
  const tag = parseTagId(item.tag)
  if (!tag || !isScheme(scheme) || (rssi !== undefined && typeof rssi !== 'number')) return undefined
  return { tag, scheme, rawHex: tag, ...(rssi !== undefined && { rssi }) }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Not text or not JSON: an unreadable report like any other.
    return undefined
  }
}
