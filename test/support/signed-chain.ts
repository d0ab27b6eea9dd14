// A bench's chain without a bench: each intent numbered, tied to the one before, and signed.
import { v7 } from 'uuid'
import { type BenchKey, genesisHash, intentHash, signHash } from '../../src/trust'

export interface SignedIntent extends Readonly<Record<string, unknown>> {
  readonly intentId: string
  readonly hash: string
}

export interface Signing {
  readonly benchId: string
  readonly key: Pick<BenchKey, 'privateKeyPem'>
  /** Who acts unless `change` says otherwise. */
  readonly person: { readonly id: string; readonly name: string }
}

export const actorAt = (benchId: string, person: Signing['person']) => ({
  actor: { kind: 'person', personId: person.id, name: person.name, benchId },
})

/** The next link each time; `change` is applied before signing. */
export function signedChain({ benchId, key, person }: Signing): (body: object, change?: object) => SignedIntent {
  let benchSeq = 0
  let prevHash = genesisHash
  return (body, change = {}) => {
    const unsigned = {
      intentId: v7(),
      benchId,
      benchSeq: ++benchSeq,
      ...actorAt(benchId, person),
      version: 1,
      body,
      baseVersions: {},
      occurredAt: '2024-01-15T10:20:00.000Z',
      utcOffsetMinutes: 60,
      prevHash,
      ...change,
    }
    const hash = intentHash(unsigned.prevHash, unsigned)
    prevHash = hash
    return { ...unsigned, hash, signature: signHash(key.privateKeyPem, hash) }
  }
}
