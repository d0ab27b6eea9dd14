// How a bench enrols: it sends a one-time code and its public key, and gets its token.

import { ok, type Result, refused } from '../../../shared/result'
import { isBenchPublicKey } from '../../../trust'
import { facilityScope, type Scope } from '../../store/organizations'
import type { Db } from '../../store/store'
import { type Central, transact } from '../central'
import { newCode, newToken, secretHash, typedCode } from '../secrets'

const codeLifeMs = 24 * 60 * 60 * 1000

/** When the bench was last there with nothing unsent. */
export interface Contact {
  /** The number of the last act that the bench had made then. */
  readonly made: number
  /** Central's time, ISO 8601. */
  readonly at: string
}

export interface Bench {
  readonly id: string
  readonly name: string
  readonly publicKey: string
  readonly enrolledAt: string
  /** Whether it took the place of an earlier identity, whose unsent acts it has signed anew. */
  readonly isRenewed: boolean
  readonly contact: Contact | null
  readonly facility: Scope
}

export interface Enrolment {
  readonly benchId: string
  readonly token: string
  readonly scope: Scope
}

export type EnrolmentProblem =
  | { readonly kind: 'wrongCode'; readonly why: 'unknown' | 'used' | 'expired' }
  | { readonly kind: 'wrongKey' }

/** A new one-time code for a bench of this facility, valid for a day. */
export async function issueEnrolmentCode(central: Central, facility: number): Promise<string> {
  const code = newCode(central.secrets)
  const expiresAt = new Date(central.clock.wallMs() + codeLifeMs).toISOString()
  await central.store.db
    .insertInto('enrolment_codes')
    .values({ code_hash: secretHash(typedCode(code)), facility_id: facility, expires_at: expiresAt })
    .execute()
  return code
}

/** Uses up the code. Only a caller with all 60 bits of a code learns that it is used or expired, so guessing teaches nothing. */
export function enrolBench(
  central: Central,
  request: { readonly code: string; readonly benchName: string; readonly publicKey: string },
): Promise<Result<Enrolment, EnrolmentProblem>> {
  return transact(central, async ({ db, now }): Promise<Result<Enrolment, EnrolmentProblem>> => {
    if (!isBenchPublicKey(request.publicKey)) return refused({ kind: 'wrongKey' })
    const code_hash = secretHash(typedCode(request.code))
    const code = await db
      .selectFrom('enrolment_codes')
      .select(['facility_id', 'bench_id', 'expires_at'])
      .where('code_hash', '=', code_hash)
      .executeTakeFirst()
    if (!code) return refused({ kind: 'wrongCode', why: 'unknown' })
    if (code.bench_id !== null) return refused({ kind: 'wrongCode', why: 'used' })
    if (code.expires_at <= now) return refused({ kind: 'wrongCode', why: 'expired' })
    const id = central.ids.next()
    const token = newToken(central.secrets)
    await db
      .insertInto('benches')
      .values({
        id,
        facility_id: code.facility_id,
        name: request.benchName,
        public_key: request.publicKey,
        token_hash: secretHash(token),
        enrolled_at: now,
      })
      .execute()
    const { numUpdatedRows } = await db
      .updateTable('enrolment_codes')
      .set({ bench_id: id })
      .where('code_hash', '=', code_hash)
      .where('bench_id', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows !== 1n) return refused({ kind: 'wrongCode', why: 'used' })
    return ok({ benchId: id, token, scope: await facilityScope(db, code.facility_id) })
  })
}

/** The bench that this token belongs to; undefined if the bench is revoked. */
export async function benchByToken(db: Db, token: string): Promise<Bench | undefined> {
  const row = await db
    .selectFrom('benches')
    .select(['id', 'name', 'public_key', 'facility_id', 'enrolled_at', 'renews', 'contact_seq', 'contact_at'])
    .where('token_hash', '=', secretHash(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { id, name, public_key: publicKey, enrolled_at: enrolledAt, contact_seq: made, contact_at: at } = row
  const contact = made === null || at === null ? null : { made, at }
  const facility = await facilityScope(db, row.facility_id)
  return { id, name, publicKey, enrolledAt, isRenewed: row.renews !== null, contact, facility }
}
