// Whether an intent is what its bench signed, at its place in the bench's chain.
import type { EnvelopeProblem } from '../../shared/acts/problems/of-envelope'
import type { IntentEnvelope } from '../../shared/api/intents'
import { genesisHash, verifyHash } from '../../trust'
import type { Bench } from '../domain/benches/enrolment'
import type { intentAmong } from '../store/intents'
import { hashOf } from './received'

/** Refused before it is looked at: what fails the chain or the signature may be forged. */
export type ChainProblem = EnvelopeProblem | { readonly kind: 'malformed'; readonly intent: null }

export function whyNotOfChain(
  bench: Bench,
  parsed: IntentEnvelope,
  raw: object,
  links: Awaited<ReturnType<typeof intentAmong>>['links'],
): ChainProblem | undefined {
  const { benchSeq, prevHash, hash } = parsed
  if (parsed.benchId !== bench.id) return { kind: 'otherBench', benchId: parsed.benchId }
  if (hashOf(prevHash, raw) !== hash) return { kind: 'wrongHash' }
  if (!verifyHash(bench.publicKey, hash, parsed.signature)) return { kind: 'wrongSignature' }
  if (links.same) return { kind: 'sequenceUsed', benchSeq }
  // Aggregates are independent, so that numbers may arrive out of order: each intent must fit the neighbours that are here.
  const before = benchSeq === 1 ? { hash: genesisHash } : links.before
  const { after } = links
  const fits = (before === undefined || before.hash === prevHash) && (after === undefined || after.prevHash === hash)
  return fits ? undefined : { kind: 'chainBroken', benchSeq }
}
