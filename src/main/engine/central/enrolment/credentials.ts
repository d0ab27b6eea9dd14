// What a bench signs and speaks with: token and key, kept by the system's safe storage. Each secret names its bench, since the database and
// the safe storage can't be written at once.
import { z } from 'zod'
import { errorCode, errorText } from '../../../../shared/error-text'
import { type BenchId, benchId } from '../../../../shared/model/ids'
import type { SecretName } from '../../../../shared/shell-messages'
import type { BenchStore, Signer } from '../../store/contract/store'
import type { Secrets } from '../connection/secrets'

export interface Credentials {
  readonly benchId: BenchId
  readonly token: string
  readonly privateKeyPem: string
}

/** The key store is locked, or can't be read or written: the secrets may all be there. */
export class KeyStoreLocked extends Error {
  constructor(cause: unknown) {
    super(`The key store neither gives nor takes secrets: ${errorText(cause)}`)
  }
}

async function read(secrets: Secrets, name: SecretName): Promise<string | null> {
  try {
    return await secrets.get(name)
  } catch (error) {
    throw new KeyStoreLocked(error)
  }
}

/** A secret that was kept as JSON; undefined if there is none, or another program wrote it. Throws `KeyStoreLocked`. */
export async function secretOf<Kept extends z.ZodType>(
  secrets: Secrets,
  name: SecretName,
  kept: Kept,
): Promise<z.output<Kept> | undefined> {
  const text = await read(secrets, name)
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

/** Throws `KeyStoreLocked`, or what the disk throws. */
export async function saveCredentials(
  secrets: Secrets,
  { benchId: id, token, privateKeyPem }: Credentials,
): Promise<void> {
  const save = (name: SecretName, value: string) => secrets.set(name, JSON.stringify({ benchId: id, value }))
  try {
    await save('benchPrivateKey', privateKeyPem)
    await save('benchToken', token)
  } catch (error) {
    // What the disk refuses has the system's code.
    throw errorCode(error) === undefined ? new KeyStoreLocked(error) : error
  }
}

/** The bench itself, or its stand-in while its identity is in doubt. */
export const signerOf = (
  { profile }: Pick<BenchStore, 'profile'>,
  { benchId: id, privateKeyPem }: Credentials,
): Signer => ({ benchId: profile.renewal()?.standIn ?? id, privateKeyPem })
