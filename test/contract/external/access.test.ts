import { exportPKCS8, generateKeyPair, importPKCS8, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorReply, tokenReply } from '../../../src/shared/api/external'
import { replyOf, startCentral, type TestCentral } from '../../support/central'
import { manualClock } from '../../support/manual-clock'

const clock = manualClock()
let central: TestCentral
let clientId: string
let clientSecret: string

beforeAll(async () => {
  central = await startCentral({ clock })
  const [client] = central.sample.organizations[0]?.clients ?? []
  clientId = client?.clientId ?? ''
  clientSecret = client?.clientSecret ?? ''
})
afterAll(() => central.stop())

const askToken = async (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  replyOf(await fetch(`${central.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(fields), headers }))

const withToken = async (authorization: string | undefined) =>
  replyOf(
    await fetch(`${central.url}/api/v1/external/procedures`, {
      headers: authorization === undefined ? {} : { authorization },
    }),
  )

const codeOf = (body: unknown) => errorReply.parse(body).error.code

describe('POST /oauth/token', () => {
  const right = () => ({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })

  test('answers an RS256 JWT for an hour, and no refresh token', async () => {
    const reply = await askToken(right())
    expect(reply.status).toBe(200)
    const token = reply.as(tokenReply.strict())
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
    const header = JSON.parse(Buffer.from(token.access_token.split('.')[0] ?? '', 'base64url').toString())
    expect(header.alg).toBe('RS256')
    expect(reply.headers.get('cache-control')).toBe('no-store')
  })

  test('refuses a wrong secret, an unknown client and another organization’s secret alike', async () => {
    const theirs = central.sample.organizations[1]?.clients[0]?.clientSecret ?? ''
    for (const change of [{ client_secret: 'x' }, { client_id: 'nobody' }, { client_secret: theirs }]) {
      const reply = await askToken({ ...right(), ...change })
      expect(reply.status).toBe(401)
      expect(codeOf(reply.body)).toBe('UNAUTHORIZED')
    }
  })

  test('refuses another grant, missing fields, and JSON', async () => {
    expect((await askToken({ ...right(), grant_type: 'password' })).status).toBe(400)
    expect((await askToken({ grant_type: 'client_credentials' })).status).toBe(400)
    const json = await replyOf(
      await fetch(`${central.url}/oauth/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(right()),
      }),
    )
    expect(json.status).toBe(415)
    expect(codeOf(json.body)).toBe('UNSUPPORTED_MEDIA_TYPE')
  })
})

describe('tokens', () => {
  const fresh = async () =>
    (await askToken({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })).as(
      tokenReply,
    ).access_token

  test('absent, garbled, of another scheme, or signed by another key: 401', async () => {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const forged = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
      .setIssuer('cryobench-central')
      .setAudience('cryobench-external')
      .setSubject(clientId)
      .setExpirationTime('1h')
      .sign(await importPKCS8(await exportPKCS8(privateKey), 'RS256'))
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await fresh()).split('.')[1]}.`
    for (const value of [
      undefined,
      'Bearer',
      'Bearer x',
      `Basic ${await fresh()}`,
      `Bearer ${forged}`,
      `Bearer ${none}`,
    ]) {
      const reply = await withToken(value)
      expect(reply.status).toBe(401)
      expect(codeOf(reply.body)).toBe('UNAUTHORIZED')
      expect(reply.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  test('a device’s or bench’s token opens nothing here, nor the client’s token there', async () => {
    expect((await withToken(`Bearer ${central.sample.deviceToken}`)).status).toBe(401)
    const headers = { authorization: `Bearer ${await fresh()}` }
    expect((await fetch(`${central.url}/api/v1/device/work`, { headers })).status).toBe(401)
    expect((await fetch(`${central.url}/api/v1/bench/snapshot`, { headers })).status).toBe(401)
  })

  test('serve for an hour, and not a second longer', async () => {
    const token = await fresh()
    clock.advance(3_599_000)
    expect((await withToken(`Bearer ${token}`)).status).toBe(200)
    clock.advance(2_000)
    expect((await withToken(`Bearer ${token}`)).status).toBe(401)
  })

  test('end with the client', async () => {
    const other = central.sample.organizations[1]?.clients[0]
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: other?.clientId ?? '',
      client_secret: other?.clientSecret ?? '',
    })
    const reply = await replyOf(await fetch(`${central.url}/oauth/token`, { method: 'POST', body }))
    const token = reply.as(tokenReply).access_token
    await central.sample.central.store.db
      .updateTable('clients')
      .set({ revoked_at: new Date(clock.wallMs()).toISOString() })
      .where('client_id', '=', other?.clientId ?? '')
      .execute()
    expect((await withToken(`Bearer ${token}`)).status).toBe(401)
  })
})

describe('the budget of requests', () => {
  const limitClock = manualClock()
  let limited: TestCentral
  beforeAll(async () => {
    limited = await startCentral({ clock: limitClock, requestsPerMinute: 5 })
  })
  afterAll(() => limited.stop())

  test('is per client and minute; beyond it 429 with Retry-After, after which it goes on', async () => {
    const client = await limited.client()
    const statuses: number[] = []
    for (let request = 0; request < 5; request++) statuses.push((await client.get('/subjects')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200])
    limitClock.advance(20_000)
    const refused = await client.get('/subjects')
    expect(refused.status).toBe(429)
    expect(codeOf(refused.body)).toBe('RATE_LIMITED')
    expect(refused.headers.get('retry-after')).toBe('40')
    expect((await (await limited.client(1)).get('/subjects')).status).toBe(200)
    limitClock.advance(40_000)
    expect((await client.get('/subjects')).status).toBe(200)
  })

  test('holds for tokens too, so that secrets can not be guessed', async () => {
    limitClock.advance(60_000)
    const statuses = new Set<number>()
    for (let request = 0; request < 11; request++) {
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' })
      statuses.add((await fetch(`${limited.url}/oauth/token`, { method: 'POST', body })).status)
    }
    expect([...statuses]).toEqual([401, 429])
  })
})
