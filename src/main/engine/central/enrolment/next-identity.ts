// What the next identity signs and speaks with: kept before central hears of it, so that a lost answer can be asked for again.

import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { benchId } from '../../../../shared/model/ids'
import { tokenBytes } from '../../../../shared/model/limits'
import { newBenchKey } from '../../../../trust'
import type { Identity } from '../../store/contract/profile'
import type { Secrets } from '../connection/secrets'
import { type Credentials, secretOf } from './credentials'

const nextIdentity = z.object({
  former: z.string(),
  key: z.string(),
  token: z.string(),
  /** Null until central has answered. */
  benchId: z.string().nullable(),
})
export type NextIdentity = z.infer<typeof nextIdentity>

const loadNext = (secrets: Secrets) => secretOf(secrets, 'benchNextIdentity', nextIdentity)

export const saveNext = (secrets: Secrets, next: NextIdentity): Promise<void> =>
  secrets.set('benchNextIdentity', JSON.stringify(next))

/** The one that was made before for this former bench, or a new one. */
export async function nextOf(secrets: Secrets, former: string): Promise<NextIdentity> {
  const kept = await loadNext(secrets)
  if (kept?.former === former) return kept
  const token = randomBytes(tokenBytes).toString('base64url')
  const made = { former, key: newBenchKey().privateKeyPem, token, benchId: null }
  await saveNext(secrets, made)
  return made
}

/** Those of a renewal that a crash has interrupted; null if this pending identity came from a code. */
export async function renewedCredentials(secrets: Secrets, pending: Identity): Promise<Credentials | null> {
  const next = await loadNext(secrets)
  if (next === undefined || next.benchId !== pending.benchId) return null
  return { benchId: benchId(next.benchId), token: next.token, privateKeyPem: next.key }
}
