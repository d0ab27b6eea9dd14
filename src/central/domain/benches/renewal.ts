// A bench that may share its identity with a copy of itself (a restored disk image, an outbox with a gap) gets a new one without a code:
// its token and its old key prove who it is. The old identity ends in the same transaction.
import { ok, type Result, refused } from '../../../shared/result'
import { isBenchPublicKey, renewalHash, verifyHash } from '../../../trust'
import { lockFeedsOf } from '../../store/feed'
import { facilityScope, type Scope } from '../../store/organizations'
import type { Db } from '../../store/store'
import { type Central, transact } from '../central'
import { secretHash } from '../secrets'

export interface RenewalRequest {
  readonly publicKey: string
  readonly tokenHash: string
  /** Signatures of the renewal statement, by the old key and by the new one. */
  readonly signature: string
  readonly proof: string
}

export interface Renewed {
  readonly benchId: string
  readonly scope: Scope
}

/** `unknownBench`: never enrolled, revoked, or already renewed by another machine with the same identity. */
export type RenewalProblem = { readonly kind: 'unknownBench' } | { readonly kind: 'wrongKey' }

/**
 * `token`: of the identity to be replaced. The same request again gets the same answer, so a lost answer costs nothing; for that reason
 * the bench makes its new token itself. A second machine with the same identity is refused: only people know which of the two is the
 * real one, and its work stays on it until it is enrolled with a code.
 */
export function renewBench(
  central: Central,
  token: string,
  { publicKey, tokenHash, signature, proof }: RenewalRequest,
): Promise<Result<Renewed, RenewalProblem>> {
  return transact(central, async (tx): Promise<Result<Renewed, RenewalProblem>> => {
    const { db } = tx
    const former = await db
      .selectFrom('benches')
      .select(['id', 'name', 'public_key', 'facility_id', 'revoked_at'])
      .where('token_hash', '=', secretHash(token))
      .executeTakeFirst()
    if (!former) return refused({ kind: 'unknownBench' })
    const hash = renewalHash({ renews: former.id, publicKey, tokenHash })
    // SECURITY: the token alone, which an eavesdropper may have, must not be enough to sign as a bench.
    const isProven = verifyHash(former.public_key, hash, signature) && verifyHash(publicKey, hash, proof)
    if (!isProven || !isBenchPublicKey(publicKey) || publicKey === former.public_key)
      return refused({ kind: 'wrongKey' })
    const scope = await facilityScope(db, former.facility_id)
    // Acts wait for the same locks: none of the old identity's is decided after this.
    await lockFeedsOf(db, scope.organization.id)
    const successor = await db
      .selectFrom('benches')
      .select(['id', 'public_key', 'token_hash', 'revoked_at'])
      .where('renews', '=', former.id)
      .executeTakeFirst()
    if (successor) {
      const isSame = successor.public_key === publicKey && successor.token_hash === tokenHash
      return isSame && successor.revoked_at === null
        ? ok({ benchId: successor.id, scope })
        : refused({ kind: 'unknownBench' })
    }
    // A token belongs to one bench. The hash of another bench's token, or of the old one, was not made for this renewal.
    const taken = await db.selectFrom('benches').select('id').where('token_hash', '=', tokenHash).executeTakeFirst()
    if (taken) return refused({ kind: 'wrongKey' })
    const { numUpdatedRows } = await db
      .updateTable('benches')
      .set({ revoked_at: tx.now })
      .where('id', '=', former.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows !== 1n) return refused({ kind: 'unknownBench' })
    const id = central.ids.next()
    await db
      .insertInto('benches')
      .values({
        id,
        facility_id: former.facility_id,
        name: former.name,
        public_key: publicKey,
        token_hash: tokenHash,
        enrolled_at: tx.now,
        renews: former.id,
      })
      .execute()
    return ok({ benchId: id, scope })
  })
}

/** When the first of the identities was given that this one continues. */
export async function firstEnrolledAt(db: Db, benchId: string): Promise<string> {
  const row = await db
    .selectFrom('benches')
    .select(['enrolled_at', 'renews'])
    .where('id', '=', benchId)
    .executeTakeFirstOrThrow()
  return row.renews === null ? row.enrolled_at : firstEnrolledAt(db, row.renews)
}

/** Whether this identity has ended. */
export async function isRevoked(db: Db, benchId: string): Promise<boolean> {
  const row = await db.selectFrom('benches').select('revoked_at').where('id', '=', benchId).executeTakeFirst()
  return row === undefined || row.revoked_at !== null
}

/** Whether this identity has ended, and whether a person has withdrawn the act. Ask only after locking the feeds. */
export async function standingOf(db: Db, benchId: string, intentId: string) {
  const row = await db
    .selectFrom('benches as b')
    .leftJoin('withdrawn_intents as w', (join) => join.on('w.intent_id', '=', intentId))
    .select(['b.revoked_at', 'w.resolution_id'])
    .where('b.id', '=', benchId)
    .executeTakeFirst()
  return {
    isRevoked: row === undefined || row.revoked_at !== null,
    isWithdrawn: row !== undefined && row.resolution_id !== null,
  }
}
