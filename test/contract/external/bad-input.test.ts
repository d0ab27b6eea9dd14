import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorReply } from '../../../src/shared/api/external'
import { replyOf, startCentral, type TestCentral, type TestClient } from '../../support/central'
import { storeRequest } from './fixtures'

let central: TestCentral
let client: TestClient

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
})
afterAll(() => central.stop())

const call = async (path: string, init: RequestInit) =>
  replyOf(
    await fetch(`${central.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${client.token}`, ...init.headers },
    }),
  )

const json = { 'content-type': 'application/json' }
const procedures = '/api/v1/external/procedures'

/** Sends bytes as they are, and answers status and body of what comes back. */
const raw = (text: string) =>
  new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const { hostname, port } = new URL(central.url)
    const socket = connect(Number(port), hostname, () => socket.write(text))
    let got = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      got += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const [head = '', body = ''] = got.split('\r\n\r\n')
      resolve({ status: Number(head.split(' ')[1]), body: body === '' ? '' : JSON.parse(body) })
    })
  })

describe('bodies', () => {
  test.each([
    ['half JSON', '{"type":', json, 400],
    ['nothing', '', json, 400],
    ['text', 'hello', { 'content-type': 'text/plain' }, 415],
    ['XML', '<a/>', { 'content-type': 'application/xml' }, 415],
    ['no readable type', '{}', { 'content-type': ';;;' }, 415],
    ['__proto__', '{"__proto__":{"type":"STORE"}}', json, 400],
    ['constructor.prototype', '{"constructor":{"prototype":{"a":1}}}', json, 400],
    ['100,000 brackets', '['.repeat(100_000), json, 400],
    ['deep objects', '{"a":'.repeat(50_000), json, 400],
    ['a number beyond all', '{"type":"STORE","facilityId":1e999}', json, 400],
    ['keys twice', '{"type":"STORE","type":"REFILL"}', json, 403],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), json, 400],
  ])('%s: refused in the error shape', async (_, body, headers, status) => {
    const reply = await call(procedures, { method: 'POST', body, headers })
    expect(reply.status).toBe(status)
    reply.as(errorReply)
  })

  test('a body of 5 MB is answered 413, also when it was sent to its end', async () => {
    const reply = await call(procedures, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ text: 'x'.repeat(5_000_000) }),
    })
    expect(reply.status).toBe(413)
    expect(reply.as(errorReply).error.code).toBe('PAYLOAD_TOO_LARGE')
  })

  test('so is one that comes in pieces, without a length', async () => {
    const pieces = new ReadableStream({
      start(controller) {
        for (let piece = 0; piece < 50; piece++) controller.enqueue(new Uint8Array(100_000).fill(0x20))
        controller.close()
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: json, body: pieces, duplex: 'half' }
    expect((await call(procedures, init)).status).toBe(413)
  })
})

describe('paths and methods', () => {
  test.each([
    ['GET', '/nowhere', 404],
    ['GET', '/api/v1/external/nowhere', 404],
    ['GET', '/api/v2/external/procedures', 404],
    ['GET', `${procedures}/abc`, 404],
    ['GET', `${procedures}/0`, 404],
    ['GET', `${procedures}/-1`, 404],
    ['GET', `${procedures}/99999999999999999999`, 404],
    ['GET', `${procedures}/%00`, 404],
    ['GET', '/api/v1/external/storage/1%2f..%2f2/inventory', 404],
    ['DELETE', procedures, 405],
    ['PUT', `${procedures}/1`, 405],
    ['PATCH', '/api/v1/external/subjects/1', 405],
    ['OPTIONS', '/api/v1/external/storage', 405],
    ['GET', '/oauth/token', 405],
  ])('%s %s: %i', async (method, path, status) => {
    const reply = await call(path, { method })
    expect(reply.status).toBe(status)
    reply.as(errorReply)
    if (status === 405) expect(reply.headers.get('allow')).toBeTruthy()
  })

  test('an id of 5,000 digits names nothing', async () => {
    expect((await call(`${procedures}/${'1'.repeat(5000)}`, {})).status).toBe(404)
  })

  test.each([
    ['a broken escape', 'GET /api/v1/external/procedures/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['no host', 'GET /api/v1/external/procedures HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a tunnel', 'CONNECT elsewhere:1 HTTP/1.1\r\nHost: x\r\n\r\n'],
    [
      'an expectation that nobody meets',
      'POST /oauth/token HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    ],
    ['a method that is none', 'FROB /oauth/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['no HTTP at all', 'hello central\r\n\r\n'],
    ['a header without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['two lengths', 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc'],
    [
      'a method that HTTP knows and central does not',
      'PROPFIND /oauth/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ],
  ])('%s: refused in the error shape', async (_, text) => {
    const { status, body } = await raw(text)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    errorReply.parse(body)
  })
})

describe('whatever is sent', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u0000', '\ud800', '%00', '../..', '__proto__'),
  )
  const anyId = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.MAX_SAFE_INTEGER, 2 ** 31, 1), anyText)
  const nearlyStore = fc.record(
    {
      type: fc.constantFrom('STORE', 'RETRIEVAL', 'TRANSFER'),
      facilityId: anyId,
      subjectCode: fc.oneof(anyText, fc.constant('SUBJ-2024-001')),
      sampleContainers: fc.array(fc.record({ name: anyText, description: anyText }), { maxLength: 3 }),
      sampleContainerIds: fc.array(anyId, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    nearlyStore.map((each) => JSON.stringify(each)),
  )
  const paths = fc.constantFrom('/procedures', '/subjects')

  test('gets a success or a refusal in the error shape, never a failure', async () => {
    await fc.assert(
      fc.asyncProperty(paths, bodies, async (path, body) => {
        const reply = await call(`/api/v1/external${path}`, { method: 'POST', headers: json, body })
        expect([201, 400, 403, 404, 409]).toContain(reply.status)
        if (reply.status !== 201) reply.as(errorReply)
      }),
      { numRuns: 300 },
    )
  })

  test('so does any query', async () => {
    const names = fc.constantFrom('page', 'perPage', 'facilityId', 'type', 'status', 'subjectCode', 'updatedSince', 'x')
    const values = fc.oneof(
      anyText,
      fc.integer().map(String),
      fc.constantFrom('1', '100', 'STORE', '2024-01-01T00:00:00Z'),
    )
    const lists = fc.constantFrom('/procedures', '/subjects', '/sample-containers', '/storage', '/storage/1/inventory')
    await fc.assert(
      fc.asyncProperty(lists, fc.array(fc.tuple(names, values), { maxLength: 4 }), async (path, pairs) => {
        const query = new URLSearchParams(pairs.map(([name, value]) => [name, value.replace(/\p{Cs}/gu, '?')]))
        const reply = await call(`/api/v1/external${path}?${query}`, {})
        expect([200, 400, 404]).toContain(reply.status)
        if (reply.status !== 200) reply.as(errorReply)
      }),
      { numRuns: 300 },
    )
  })

  test('and what was refused has left nothing behind', async () => {
    const before = (await client.get('/procedures')).headers.get('x-total-count')
    await client.post('/procedures', { ...storeRequest, subjectCode: 'NOBODY' })
    expect((await client.get('/procedures')).headers.get('x-total-count')).toBe(before)
  })
})
