// The sample's secrets, kept beside its database so that a demo has the same ones at every start. Real secrets are shown once and stored nowhere.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Central } from '../domain/central'
import { newToken, secretHash } from '../domain/secrets'
import type { Db } from '../store/store'

const fileName = 'sample-credentials.json'
const settingName = 'sample-credentials'

const credentials = z.object({
  /** By client id. */
  clients: z.record(z.string(), z.string()),
  /** By device id. */
  devices: z.record(z.string(), z.string()),
})
export type Credentials = z.infer<typeof credentials>

export interface CredentialsKeeper {
  /** Undefined if there never was a sample, or its secrets can't be read any more. */
  kept(): Promise<Credentials | undefined>
  keep(credentials: Credentials): Promise<void>
}

/** Unreadable text counts as none: the secrets are then renewed. */
function readable(text: string): Credentials | undefined {
  try {
    return credentials.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** In a file beside the database. */
export function inFolder(folder: string): CredentialsKeeper {
  const file = join(folder, fileName)
  return {
    kept: async () => (existsSync(file) ? readable(readFileSync(file, 'utf8')) : undefined),
    async keep(renewed) {
      writeFileSync(file, JSON.stringify(renewed), { mode: 0o600 })
      // SECURITY: `mode` counts only for a new file.
      chmodSync(file, 0o600)
    },
  }
}

/** In a database that several machines share, so that all of them print the same. Only for the sample's secrets. */
export function inSettings(db: Db): CredentialsKeeper {
  return {
    async kept() {
      const row = await db.selectFrom('settings').select('value').where('key', '=', settingName).executeTakeFirst()
      return row && readable(row.value)
    },
    async keep(renewed) {
      const value = JSON.stringify(renewed)
      await db
        .insertInto('settings')
        .values({ key: settingName, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute()
    },
  }
}

/** New secrets for every client and device; the old ones are worthless from now on. */
export async function renewCredentials({ store, secrets }: Central, keeper: CredentialsKeeper): Promise<Credentials> {
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
  await keeper.keep(renewed)
  return renewed
}
