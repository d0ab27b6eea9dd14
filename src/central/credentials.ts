// Secrets of the sample, kept beside its database so that a demo has the same ones on every start. Real secrets are shown once and kept nowhere.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Central } from './domain/central'
import { newToken, secretHash } from './domain/secrets'

const fileName = 'sample-credentials.json'

const credentials = z.object({
  /** By client id. */
  clients: z.record(z.string(), z.string()),
  /** By device id. */
  devices: z.record(z.string(), z.string()),
})
export type Credentials = z.infer<typeof credentials>

/** What was kept in this folder; nothing if there never was a sample, or the file is no longer readable. */
export function keptCredentials(folder: string): Credentials | undefined {
  const file = join(folder, fileName)
  if (!existsSync(file)) return undefined
  try {
    return credentials.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** New secrets for every client and device; the old ones are worth nothing from here on. */
export async function renewCredentials({ store, secrets }: Central, folder: string): Promise<Credentials> {
  const renewed: Credentials = { clients: {}, devices: {} }
  await store.transaction(async (db) => {
    for (const { client_id } of await db.selectFrom('clients').select('client_id').execute()) {
      const secret = newToken(secrets)
      renewed.clients[client_id] = secret
      await db
        .updateTable('clients')
        .set({ secret_hash: secretHash(secret) })
        .where('client_id', '=', client_id)
        .execute()
    }
    for (const { id } of await db.selectFrom('devices').select('id').execute()) {
      const token = newToken(secrets)
      renewed.devices[String(id)] = token
      await db
        .updateTable('devices')
        .set({ token_hash: secretHash(token) })
        .where('id', '=', id)
        .execute()
    }
  })
  const file = join(folder, fileName)
  writeFileSync(file, JSON.stringify(renewed), { mode: 0o600 })
  // SECURITY: `mode` counts only for a new file.
  chmodSync(file, 0o600)
  return renewed
}
