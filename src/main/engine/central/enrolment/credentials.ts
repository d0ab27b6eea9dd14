// What a bench signs and speaks with: token and key, kept by the system's safe storage. Each secret names its bench, since the database and
// the safe storage can't be written at once.
import { z } from 'zod'
import { type BenchId, benchId } from '../../../../shared/model/ids'
import type { SecretName } from '../../../../shared/shell-messages'
import type { BenchStore, Signer } from '../../store/bench-store'
import type { Secrets } from '../connection/secrets'

export interface Credentials {
  readonly benchId: BenchId
  readonly token: string
  readonly privateKeyPem: string
}

/** A secret that was kept as JSON; undefined if there is none, or another program wrote it. */
export async function secretOf<Kept extends z.ZodType>(
  secrets: Secrets,
  name: SecretName,
  kept: Kept,
): Promise<z.output<Kept> | undefined> {
  const text = await secrets.get(name)
  if (text === null) return undefined
  try {
    return kept.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const ofBench = z.object({ benchId: z.string().transform(benchId), value: z.string() })

/** Null if there are none, or token and key belong to different enrolments. */
export async function loadCredentials(secrets: Secrets): Promise<Credentials | null> {
  const token = await secretOf(secrets, 'benchToken', ofBench)
  const key = await secretOf(secrets, 'benchPrivateKey', ofBench)
  if (token === undefined || key === undefined || token.benchId !== key.benchId) return null
  return { benchId: token.benchId, token: token.value, privateKeyPem: key.value }
}

export async function saveCredentials(
  secrets: Secrets,
  { benchId: id, token, privateKeyPem }: Credentials,
): Promise<void> {
  const save = (name: SecretName, value: string) => secrets.set(name, JSON.stringify({ benchId: id, value }))
  await save('benchPrivateKey', privateKeyPem)
  await save('benchToken', token)
}

/** The bench itself, or its stand-in while its identity is in doubt. */
export const signerOf = (
  { profile }: Pick<BenchStore, 'profile'>,
  { benchId: id, privateKeyPem }: Credentials,
): Signer => ({ benchId: profile.renewal()?.standIn ?? id, privateKeyPem })
