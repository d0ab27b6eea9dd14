// The reports of the simulated reader: JSON, so that a test or the demo panel can say any scheme of tag.
import { z } from 'zod'
import { parseTagId, type TagId, type TagScheme, type TagSighting } from '../../../../shared/model/reader'

export interface SimulatedTag {
  readonly tag: TagId
  /** Default `epc`. */
  readonly scheme?: TagScheme
  readonly rssi?: number
}

const schemes = ['epc', 'tid', 'iso15693', 'iso14443', 'em4100', 'text'] as const satisfies readonly TagScheme[]

const reportSchema = z.array(
  z.object({ tag: z.string(), scheme: z.enum(schemes).default('epc'), rssi: z.number().optional() }),
)

export function encodeReport(tags: readonly SimulatedTag[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(tags))
}

/** Total: undefined for anything that is no report. */
export function decodeReport(bytes: Uint8Array): readonly TagSighting[] | undefined {
  const parsed = reportSchema.safeParse(jsonOf(bytes))
  if (!parsed.success) return undefined
  const sightings: TagSighting[] = []
  for (const { tag: text, scheme, rssi } of parsed.data) {
    const tag = parseTagId(text)
    if (!tag) return undefined
    sightings.push({ tag, scheme, rawHex: tag, ...(rssi !== undefined && { rssi }) })
  }
  return sightings
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Not text or not JSON: an unreadable report like any other.
    return undefined
  }
}
