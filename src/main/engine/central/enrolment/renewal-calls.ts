// The two requests of a renewal, both of which can be repeated: for the new identity, and for what central answered under the old one.
import { createHash } from 'node:crypto'
import { formerIntentsMost, formerIntentsReply, renewReply } from '../../../../shared/api/bench'
import { ok, type Result, refused } from '../../../../shared/result'
import { publicKeyOf, renewalHash, signHash } from '../../../../trust'
import type { OutboxForSync } from '../../store/bench-store'
import type { Identity } from '../../store/contract'
import type { CallProblem } from '../connection/call-problem'
import type { Client } from '../connection/client'
import type { Secrets } from '../connection/secrets'
import type { Credentials } from './credentials'
import { type Enrolled, enrolledAs } from './enrolled'
import { type NextIdentity, saveNext } from './next-identity'

export interface Renewing {
  readonly identity: Identity
  readonly credentials: Credentials
  readonly next: NextIdentity
}

/** `client`: speaks as the old identity. */
export async function askForIdentity(
  client: Client,
  secrets: Secrets,
  { identity, credentials, next }: Renewing,
): Promise<Result<Enrolled, CallProblem>> {
  const publicKey = publicKeyOf(next.key)
  const tokenHash = createHash('sha256').update(next.token, 'utf8').digest('hex')
  const hash = renewalHash({ renews: next.former, publicKey, tokenHash })
  const signature = signHash(credentials.privateKeyPem, hash)
  const body = { publicKey, tokenHash, signature, proof: signHash(next.key, hash) }
  const answer = await client.call({ method: 'POST', path: '/renew', body, priority: 'now' })
  if (!answer.ok) return answer
  const reply = renewReply.safeParse(answer.value)
  if (!reply.success) return refused({ kind: 'notUnderstood', detail: 'no answer to a renewal' })
  const { benchId, organization } = reply.data
  await saveNext(secrets, { ...next, benchId })
  const { centralUrl: url, fingerprint = null } = identity
  return ok(enrolledAs({ benchId, organization, url, fingerprint, token: next.token, privateKeyPem: next.key }))
}

/**
 * What central had already answered under the old identity must not be asked for a second time under the new one.
 * `client`: speaks as the new identity.
 */
export async function settleFormer(
  outbox: Pick<OutboxForSync, 'unsentIds' | 'settle'>,
  client: Client,
): Promise<Result<null, CallProblem>> {
  const unsent = outbox.unsentIds()
  for (let from = 0; from < unsent.length; from += formerIntentsMost) {
    const intentIds = unsent.slice(from, from + formerIntentsMost)
    const answer = await client.call({ method: 'POST', path: '/former-intents', body: { intentIds }, priority: 'now' })
    if (!answer.ok) return answer
    const reply = formerIntentsReply.safeParse(answer.value)
    if (!reply.success) return refused({ kind: 'notUnderstood', detail: 'no answer about former intents' })
    const asked = new Set(intentIds)
    outbox.settle(reply.data.answers.filter(({ intentId }) => asked.has(intentId)))
  }
  return ok(null)
}
