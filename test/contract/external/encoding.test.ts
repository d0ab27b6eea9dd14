// Bytes that are not UTF-8: `M\xfcller` and `M\xf6ller` became one subject, since each byte became the same stand-in.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorReply, subjectReply } from '../../../src/shared/api/external'
import { replyOf, startCentral, type TestCentral, type TestClient } from '../../support/central'
import { subjectRequest } from './fixtures'

let central: TestCentral
let client: TestClient

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
})
afterAll(() => central.stop())

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const post = async (path: string, body: Buffer, type = 'application/json') =>
  replyOf(
    await fetch(`${central.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': type },
      body: new Uint8Array(body),
    }),
  )
const subject = (code: string) => JSON.stringify({ ...subjectRequest, code })
const subjects = '/api/v1/external/subjects'

/** Sends the request line as its bytes are, and answers what comes back. */
const line = (target: Buffer) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(central.url)
    const socket = connect(Number(port), hostname, () => {
      socket.write(Buffer.concat([Buffer.from('GET '), target, Buffer.from(' HTTP/1.1\r\nHost: x\r\n')]))
      socket.write(`Authorization: Bearer ${client.token}\r\nConnection: close\r\n\r\n`)
    })
    let got = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      got += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(got))
  })

describe('bodies', () => {
  test('in Latin-1 are refused, and nobody is registered', async () => {
    for (const code of ['M\u00fcller', 'M\u00f6ller']) {
      const reply = await post(subjects, latin1(subject(code)))
      expect(reply.status).toBe(400)
      expect(reply.as(errorReply).error).toMatchObject({
        code: 'VALIDATION_ERROR',
        message: expect.stringContaining('UTF-8'),
      })
    }
    const all = await client.get('/subjects?perPage=100')
    expect(JSON.stringify(all.body)).not.toContain('ller')
  })

  test.each(['/api/v1/external/procedures', '/api/v1/bench/enrol', '/api/v1/bench/intents', '/api/v1/device/status'])(
    'so they are on %s, whoever asks',
    async (path) => {
      const reply = await post(path, latin1('{"reason":"M\u00fcller"}'))
      expect([400, 401]).toContain(reply.status)
      if (reply.status === 400) expect(reply.as(errorReply).error.message).toContain('UTF-8')
    },
  )

  test('with half a character in an escape are refused', async () => {
    const reply = await client.post('/subjects', subject('M').replace('"M"', '"M\\ud83dller"'))
    expect(reply.status).toBe(400)
    expect(reply.as(errorReply).error.message).toMatch(/^code: .*U\+D83D/)
  })

  test('with the stand-in for lost bytes are refused: somebody before us has lost them', async () => {
    const reply = await client.post('/subjects', { ...subjectRequest, code: 'M\ufffdller' })
    expect(reply.status).toBe(400)
    expect(reply.as(errorReply).error.message).toMatch(/^code: .*U\+FFFD/)
  })

  test.each(['application/json; charset=iso-8859-1', 'application/json; charset="utf-16"'])(
    'of another encoding by their own word (%s) are refused',
    async (type) => {
      const reply = await post(subjects, Buffer.from(subject('CHARSET-1')), type)
      expect(reply.status).toBe(415)
      expect(reply.as(errorReply).error.code).toBe('UNSUPPORTED_MEDIA_TYPE')
    },
  )

  test('in UTF-8 are read, with and without its mark at the beginning', async () => {
    const plain = await post(subjects, Buffer.from(subject('M\u00fcller 1')), 'application/json; charset=UTF-8')
    expect(plain.as(subjectReply).code).toBe('M\u00fcller 1')
    const marked = await post(subjects, Buffer.from(`\ufeff${subject('M\u00fcller 2')}`))
    expect(marked.as(subjectReply).code).toBe('M\u00fcller 2')
  })
})

describe('forms', () => {
  const form = 'application/x-www-form-urlencoded'
  test.each(['/oauth/token', '/api/v1/external/oauth/token'])('%s', async (path) => {
    for (const id of [latin1('M\u00fcller'), Buffer.from('M%FCller'), Buffer.from('M%')]) {
      const body = Buffer.concat([Buffer.from('grant_type=client_credentials&client_secret=x&client_id='), id])
      const reply = await post(path, body, form)
      expect(reply.status).toBe(400)
      expect(reply.as(errorReply).error.code).toBe('VALIDATION_ERROR')
    }
  })

  test('a field that comes twice is none', async () => {
    const body = Buffer.from('grant_type=client_credentials&client_id=a&client_id=b&client_secret=x')
    expect((await post('/oauth/token', body, form)).status).toBe(400)
  })
})

describe('queries and paths', () => {
  test.each([
    '/api/v1/external/sample-containers?subjectCode=M%FCller',
    '/api/v1/external/sample-containers?subjectCode=M%C3',
    '/api/v1/external/sample-containers?subjectCode=M%zz',
    '/api/v1/external/procedures?subjectCode=%ED%A0%BD',
    '/api/v1/external/procedures/M%FCller',
    '/api/v1/bench/snapshot?from=%FF',
    '/api/v1/device/work?%FC=1',
  ])('%s is refused', async (target) => {
    const got = await line(Buffer.from(target))
    expect(got).toMatch(/^HTTP\/1.1 400 /)
    expect(got).toContain('VALIDATION_ERROR')
  })

  test.each(['latin1', 'utf8'] as const)('so are bytes that are not escaped, %s', async (encoding) => {
    const got = await line(Buffer.from('/api/v1/external/sample-containers?subjectCode=M\u00fcller', encoding))
    expect(got).toMatch(/^HTTP\/1.1 400 /)
  })

  test('a blank may be a plus', async () => {
    await client.post('/subjects', { ...subjectRequest, code: 'M\u00fcller 9' })
    const reply = await client.get('/procedures?subjectCode=M%C3%BCller+9')
    expect(reply.status).toBe(200)
  })
})
