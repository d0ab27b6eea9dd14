// Checks an exported outbox by itself: every intent by its hash, its place in the chain of its bench, and its signature.
import { z } from 'zod'
import { intentEnvelope } from '../shared/api/intents'
import { ok, type Result, refused } from '../shared/result'
import { genesisHash, intentHash } from './chain'
import { verifyHash } from './keys'

export type ExportProblem =
  | { readonly kind: 'notAnExport' }
  | { readonly kind: 'unreadable'; readonly line: number }
  | { readonly kind: 'wrongHash'; readonly line: number }
  /** An intent is missing, or in another place than where it was done. */
  | { readonly kind: 'chainBroken'; readonly line: number }
  | { readonly kind: 'unknownKey'; readonly line: number; readonly benchId: string }
  | { readonly kind: 'wrongSignature'; readonly line: number }
  /** The end is missing, or counts otherwise. */
  | { readonly kind: 'incomplete' }

const head = z.object({
  kind: z.literal('head'),
  format: z.literal('cryobench-outbox'),
  version: z.literal(1),
  publicKeys: z.record(z.string(), z.string()),
})
const intent = z.object({ kind: z.literal('intent'), envelope: intentEnvelope })
const end = z.object({ kind: z.literal('end'), intents: z.int() })

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** `lines` of the file, without blank ones. Answers how many intents of how many identities were checked, or the first thing that is wrong. */
export function checkOutboxExport(
  lines: readonly string[],
): Result<{ readonly intents: number; readonly benches: number }, ExportProblem> {
  const first = head.safeParse(jsonOf(lines[0] ?? ''))
  if (!first.success) return refused({ kind: 'notAnExport' })
  const last = new Map<string, { readonly hash: string; readonly seq: number }>()
  let intents = 0
  for (const [index, text] of lines.slice(1, -1).entries()) {
    const line = index + 2
    const json = jsonOf(text)
    const parsed = intent.safeParse(json)
    if (!parsed.success) return refused({ kind: 'unreadable', line })
    const { benchId, benchSeq, prevHash, hash, signature } = parsed.data.envelope
    const { envelope } = json as { readonly envelope: object }
    if (intentHash(prevHash, envelope) !== hash) return refused({ kind: 'wrongHash', line })
    const before = last.get(benchId) ?? { hash: genesisHash, seq: 0 }
    if (before.hash !== prevHash || before.seq + 1 !== benchSeq) return refused({ kind: 'chainBroken', line })
    const key = first.data.publicKeys[benchId]
    if (key === undefined) return refused({ kind: 'unknownKey', line, benchId })
    if (!verifyHash(key, hash, signature)) return refused({ kind: 'wrongSignature', line })
    last.set(benchId, { hash, seq: benchSeq })
    intents += 1
  }
  const ended = end.safeParse(jsonOf(lines.at(-1) ?? ''))
  return ended.data?.intents === intents ? ok({ intents, benches: last.size }) : refused({ kind: 'incomplete' })
}
