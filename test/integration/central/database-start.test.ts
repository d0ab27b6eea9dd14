// Starting on PostgreSQL: what is said, what is refused, and that no password is in it.
import { createServer, type Socket } from 'node:net'
import pino from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { sentenceOf } from '../../../src/central/cli/sentences'
import { startCentral as start } from '../../../src/central/embedded'
import { systemClock, systemIds, systemSecrets, systemTimers } from '../../../src/platform/system-ports'
import { startCentral } from '../../support/central'
import { startCentralProcess } from '../../support/central-process'
import { newDatabase, openStore, query } from '../../support/postgres'
import { superuser } from '../../support/postgres-cluster'

const ports = {
  clock: systemClock,
  timers: systemTimers,
  ids: systemIds,
  secrets: systemSecrets,
  logger: pino({ level: 'silent' }),
}

async function starting(url: string, password?: string) {
  const said: string[] = []
  const database = { url, ...(password !== undefined && { password }) }
  const started = await start(
    { database, host: '127.0.0.1', port: 0, requestsPerMinute: 60, tell: (sentence) => said.push(sentence) },
    ports,
  )
  if (started.ok) await started.value.stop()
  return { started, said, sentence: started.ok ? undefined : sentenceOf(started.problem) }
}

const listening: { close(): void }[] = []
afterEach(() => {
  for (const server of listening.splice(0)) server.close()
})

const message = (kind: string, body: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(kind), length, body])
}
const int16 = (value: number) => Buffer.from([value >> 8, value & 255])
const int32 = (value: number) => Buffer.concat([int16(value >>> 16), int16(value & 65_535)])

/** A server that lets everybody in and answers every question with one row of texts. */
function serverThatAnswers(row: Readonly<Record<string, string>>): Promise<number> {
  const names = Object.keys(row)
  const fields = names.map((name) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]),
  )
  const values = Object.values(row).map((text) => Buffer.concat([int32(text.length), Buffer.from(text)]))
  const answer = Buffer.concat([
    message('T', Buffer.concat([int16(names.length), ...fields])),
    message('D', Buffer.concat([int16(names.length), ...values])),
    message('C', Buffer.from('SELECT 1\0')),
  ])
  const idle = message('Z', Buffer.from('I'))
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), idle]))
      socket.on('data', (data) => data[0] === 0x51 && socket.write(Buffer.concat([answer, idle])))
    })
  }).listen(0, '127.0.0.1')
  listening.push(server)
  return new Promise((resolve) => {
    server.once('listening', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

describe('central does not start, and says why in one sentence without a password', () => {
  const refused = [
    ['nobody listens', async () => 'postgres://u:hidden@127.0.0.1:1/x', 'databaseOutOfReach', /ECONNREFUSED/],
    ['a host that is none', async () => 'postgres://u:hidden@no.such.host.invalid/x', 'databaseOutOfReach', /no\.such/],
    [
      'a wrong password',
      async () => (await newDatabase()).replace(superuser.password, 'hidden'),
      'databaseRefuses',
      /password authentication failed/,
    ],
    [
      'no such database',
      async () => (await newDatabase()).replace(/central_\w+/, 'nowhere'),
      'databaseRefuses',
      /"nowhere" does not exist/,
    ],
    [
      'an old server',
      async () => {
        const row = { number: '140012', version: '14.12 (Debian)', encoding: 'UTF8' }
        return `postgres://u:hidden@127.0.0.1:${await serverThatAnswers(row)}/x`
      },
      'databaseTooOld',
      /PostgreSQL 14\.12/,
    ],
    [
      'a database that keeps bytes, not text',
      () => newDatabase(undefined, `template template0 encoding 'SQL_ASCII' locale 'C'`),
      'databaseNotUnicode',
      /SQL_ASCII/,
    ],
  ] as const

  test.each(refused)('%s', async (_, address, kind, words) => {
    const { started, sentence = '' } = await starting(await address())
    expect(started).toMatchObject({ ok: false, problem: { kind } })
    expect(sentence).toMatch(words)
    expect(sentence).toMatch(/^[^\n]+\.$/)
    expect(sentence).not.toContain('hidden')
    expect(sentence).not.toContain(superuser.password)
  })

  test('a database from a newer version, which it leaves as it is', async () => {
    const url = await newDatabase()
    await (await openStore(url)).close()
    await query(url, `insert into kysely_migration values ('9999-future', '2999-01-01')`)
    const { started } = await starting(url)
    expect(started).toMatchObject({ ok: false, problem: { kind: 'newerDatabase', migration: '9999-future' } })
    expect(await query(url, `select count(*)::int as n from pg_locks where locktype = 'advisory'`)).toEqual([{ n: 0 }])
  })

  test('and ends with 1', async () => {
    const process = startCentralProcess(['--database', 'postgres://u@127.0.0.1:1/x'])
    expect(await process.ended).toBe(1)
    expect(process.said.stdout).toBe('')
    expect(process.said.stderr.trim()).toMatch(/^Central can't reach the database [^\n]+\.$/)
  }, 30_000)
})

describe('central starts', () => {
  test('with the password from its environment, and says what it did', async () => {
    const url = await newDatabase()
    const without = url.replace(`:${superuser.password}`, '')
    const first = await starting(without, superuser.password)
    expect(first.started.ok).toBe(true)
    expect(first.said[0]).toMatch(
      /^Database: PostgreSQL \d+[.\d]*, postgres:\/\/postgres@127\.0\.0\.1:\d+\/central_\w+\.$/,
    )
    expect(first.said.slice(1).every((sentence) => /^Database: migrated to \d{4}-[\w-]+\.$/.test(sentence))).toBe(true)
    const second = await starting(without, superuser.password)
    expect(second.said.slice(1)).toEqual(['Database: up to date.'])
  })

  test('with the password in the URL too, and warns of it', async () => {
    const { started, said } = await starting(await newDatabase())
    expect(started.ok).toBe(true)
    expect(said[0]).toMatch(/password in --database is visible to every user/)
    expect(said.join()).not.toContain(superuser.password)
  })

  test('only after another one has prepared the database', async () => {
    const url = await newDatabase()
    const one = starting(url)
    const other = starting(url)
    const said = [(await one).said, (await other).said]
    expect((await one).started.ok && (await other).started.ok).toBe(true)
    expect(said.filter((each) => each.includes('Database: up to date.'))).toHaveLength(1)
    expect(said.flat().filter((sentence) => sentence.startsWith('Database: migrated to 0001'))).toHaveLength(1)
  })

  test('again with the sample that it has', async () => {
    const database = await newDatabase()
    const first = await startCentral({ database, sample: { size: 60 } })
    await first.stop()
    const second = await startCentral({ database, sample: { size: 60 } })
    expect(second.sample.organizations).toEqual(first.sample.organizations)
    expect(second.sample.deviceTokens).toEqual(first.sample.deviceTokens)
    await second.stop()
  }, 60_000)
})
