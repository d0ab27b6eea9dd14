// Access tokens of integrations: RS256 JWTs. The signing key is in the database, so tokens survive a restart.
import { exportPKCS8, exportSPKI, generateKeyPair, importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../../../shared/ports'
import { isRowText } from '../../store/row-id'
import type { Db, Store } from '../../store/store'
import { isSecret } from '../secrets'

export const tokenLifeSeconds = 3600
const issuer = 'cryobench-central'
const audience = 'cryobench-external'
const algorithm = 'RS256'
const settingName = 'token-key'

/** An integration of one organization. */
export interface Client {
  readonly id: string
  readonly name: string
  readonly organization: number
}

export interface AccessTokens {
  issue(client: Client): Promise<string>
  /** The client that the token was issued to; undefined if the token is forged or expired, or the client is revoked. */
  clientOf(token: string): Promise<Client | undefined>
}

interface KeyTexts {
  readonly privateKey: string
  readonly publicKey: string
}

async function keyTexts(db: Db): Promise<KeyTexts> {
  const kept = await db.selectFrom('settings').select('value').where('key', '=', settingName).executeTakeFirst()
  if (kept) return JSON.parse(kept.value)
  const pair = await generateKeyPair(algorithm, { extractable: true })
  const texts = { privateKey: await exportPKCS8(pair.privateKey), publicKey: await exportSPKI(pair.publicKey) }
  await db
    .insertInto('settings')
    .values({ key: settingName, value: JSON.stringify(texts) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return keyTexts(db)
}

const clientSelection = (db: Db, id: string) =>
  db
    .selectFrom('clients')
    .select(['client_id as id', 'name', 'organization_id as organization', 'secret_hash'])
    .where('client_id', '=', id)
    .where('revoked_at', 'is', null)

/** The client with this id and secret; undefined if either is wrong. */
export async function authenticateClient(db: Db, id: string, secret: string): Promise<Client | undefined> {
  const row = isRowText(id) ? await clientSelection(db, id).executeTakeFirst() : undefined
  // SECURITY: an unknown id takes the same comparison as a known one.
  const matches = isSecret(secret, row?.secret_hash ?? '0'.repeat(64))
  return row && matches ? { id: row.id, name: row.name, organization: row.organization } : undefined
}

export async function accessTokens(store: Store, clock: Clock): Promise<AccessTokens> {
  const texts = await keyTexts(store.db)
  const privateKey = await importPKCS8(texts.privateKey, algorithm)
  const publicKey = await importSPKI(texts.publicKey, algorithm)
  return {
    issue(client) {
      const nowSeconds = Math.floor(clock.wallMs() / 1000)
      return new SignJWT()
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(client.id)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + tokenLifeSeconds)
        .sign(privateKey)
    },
    async clientOf(token) {
      const verified = await jwtVerify(token, publicKey, {
        algorithms: [algorithm],
        typ: 'at+jwt',
        issuer,
        audience,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(clock.wallMs()),
      }).catch(() => undefined)
      const id = verified?.payload.sub
      if (id === undefined) return undefined
      const row = await clientSelection(store.db, id).executeTakeFirst()
      return row && { id: row.id, name: row.name, organization: row.organization }
    },
  }
}
