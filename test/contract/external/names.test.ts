// Two spellings of one name are one name, wherever a name is made or asked for.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { containerReply, errorReply, procedureReply, subjectReply } from '../../../src/shared/api/external'
import { alikeOfSubject9 } from '../../support/alike'
import { startCentral, type TestCentral, type TestClient } from '../../support/central'
import { storeRequest, subjectRequest } from './fixtures'

let central: TestCentral
let client: TestClient

beforeAll(async () => {
  central = await startCentral()
  client = await central.client()
  await register('SUBJ-9')
})
afterAll(() => central.stop())

const register = (code: string) => client.post('/subjects', { ...subjectRequest, code })
const store = (subjectCode: string, ...names: readonly string[]) =>
  client.post('/procedures', { ...storeRequest, subjectCode, sampleContainers: names.map((name) => ({ name })) })
const messageOf = (reply: { readonly body: unknown }) => errorReply.parse(reply.body).error.message

describe('subjects', () => {
  test.each(alikeOfSubject9)('SUBJ-9 $how is not a second subject', async ({ spelling, answer }) => {
    const reply = await register(spelling)
    expect([reply.status, reply.body]).toEqual([answer, expect.anything()])
    // Whoever reads the answer sees which character it is, or which subject there is.
    expect(messageOf(reply)).toMatch(answer === 400 ? /^code: .*\(U\+[0-9A-F]{4}\)/ : /SUBJ-9/)
  })

  test.each([
    ['SUBJ 10', 'SUBJ  10'],
    ['SUBJ 11', 'SUBJ\u00a011'],
    ['Gr\u00f6ße-7', 'Gro\u0308ße-7'],
  ])('%j and %j are one', async (code, spelling) => {
    expect((await register(code)).as(subjectReply).code).toBe(code.normalize('NFC'))
    expect((await register(spelling)).status).toBe(409)
  })

  test.each(['SUBJ-O', 'SUBJ-0', 'SUBJ-l', 'SUBJ-1', 'SUBJ-I2', 'SUBJ-l2', 'SUBJ-rn', 'SUBJ-m'])(
    '%s stays a subject of its own',
    async (code) => {
      expect((await register(code)).status).toBe(201)
    },
  )

  test.each(['Ελένη Παπαδοπούλου', 'Ирина Ільченко', 'İpek Işık', 'Jürgen Groß'])('%s can be one', async (code) => {
    expect((await register(code)).as(subjectReply).code).toBe(code)
  })

  test('of two that come at once in two spellings one is registered', async () => {
    const both = await Promise.all([register('TWIN-1'), register('twin\u20111'), register('\uff34WIN-1')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  test.each(['SUBJ-9', ' subj-9', 'SUBJ\u20119', '\u0405U\u0412\u0408-9'])(
    'a STORE for %j is for SUBJ-9, and so is what is asked for',
    async (spelling) => {
      const name = `vial of ${spelling.codePointAt(0)} ${spelling.codePointAt(4)}`
      const made = await store(spelling, name)
      expect(made.as(procedureReply).subject?.code).toBe('SUBJ-9')
      const query = `?subjectCode=${encodeURIComponent(spelling)}&perPage=100`
      const listed = (await client.get(`/sample-containers${query}`)).body as { data: unknown[] }
      expect(listed.data.map((each) => containerReply.parse(each).name)).toContain(name)
      const procedures = (await client.get(`/procedures${query}`)).body as { data: unknown[] }
      expect(procedures.data.map((each) => procedureReply.parse(each).subject?.code)).toContain('SUBJ-9')
    },
  )

  test('who asks with a character that nobody sees is told so', async () => {
    const code = 'SUBJ\u200b-9'
    expect(messageOf(await store(code, 'v'))).toMatch(/^subjectCode: .*U\+200B/)
    for (const path of ['/procedures', '/sample-containers']) {
      const reply = await client.get(`${path}?subjectCode=${encodeURIComponent(code)}`)
      expect(reply.status).toBe(400)
      expect(messageOf(reply)).toMatch(/^subjectCode: .*U\+200B/)
    }
  })
})

describe('vials', () => {
  test.each([
    ['V-1', 'v-1'],
    ['V-1', 'V\u20111'],
    ['V 1', 'V  1'],
    ['V\u00e9', 'Ve\u0301'],
  ])('%j and %j are not two of one request', async (a, b) => {
    const reply = await store('SUBJ-9', a, b)
    expect(reply.status).toBe(400)
    expect(messageOf(reply)).toContain('unique')
  })

  test('a subject has no second one that only looks like the first', async () => {
    expect((await store('SUBJ-9', 'Größe-7')).status).toBe(201)
    const reply = await store('SUBJ-9', 'Gr\u00d6sse\u20117')
    expect(reply.status).toBe(409)
    expect(messageOf(reply)).toContain('Größe-7')
    // The same name once more was always possible: integrations begin to count anew in each cycle.
    expect((await store('SUBJ-9', 'Größe-7')).status).toBe(201)
  })
})
