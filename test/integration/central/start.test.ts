import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sentenceOf } from '../../../src/central/cli/sentences'
import { startCentral as start } from '../../../src/central/embedded'
import { openSqlite } from '../../../src/central/store/sqlite/open'
import { systemClock, systemIds, systemSecrets, systemTimers } from '../../../src/platform/system-ports'
import { startCentral } from '../../support/central'
import { manualClock } from '../../support/manual-clock'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'central-start-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ports = {
  clock: systemClock,
  timers: systemTimers,
  ids: systemIds,
  secrets: systemSecrets,
  logger: pino({ level: 'silent' }),
}
const options = { host: '127.0.0.1', port: 0, requestsPerMinute: 60 }

describe('a start that fails', () => {
  test('leaves no connection to the database behind, which would keep the process alive', async () => {
    const data = join(folder, 'fails')
    const ids = {
      next: () => {
        throw new Error('no chance')
      },
    }
    await expect(start({ ...options, folder: data }, { ...ports, ids })).rejects.toThrow('no chance')
    // SQLite takes its log away with the last connection.
    expect((await readdir(data)).filter((name) => name.endsWith('-wal'))).toEqual([])
    await (await startCentral({ folder: data })).stop()
  })
})

describe('starting again on the same data', () => {
  test('keeps secrets and tokens, issues another enrolment code, and adds no second sample', async () => {
    const first = await startCentral({ folder: join(folder, 'again') })
    const client = await first.client()
    const total = (await client.get('/procedures')).headers.get('x-total-count')
    await first.stop()
    const second = await startCentral({ folder: join(folder, 'again') })
    expect(second.sample.organizations).toEqual(first.sample.organizations)
    expect(second.sample.deviceToken).toBe(first.sample.deviceToken)
    expect(second.sample.benchEnrolmentCode).not.toBe(first.sample.benchEnrolmentCode)
    const headers = { authorization: `Bearer ${client.token}` }
    const reply = await fetch(`${second.url}/api/v1/external/procedures`, { headers })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('x-total-count')).toBe(total)
    await second.stop()
  })

  test('renews the sample’s secrets when their file is lost', async () => {
    const data = join(folder, 'lost')
    const first = await startCentral({ folder: data })
    await first.stop()
    await rm(join(data, 'sample-credentials.json'))
    const second = await startCentral({ folder: data })
    expect(second.sample.deviceToken).not.toBe(first.sample.deviceToken)
    expect((await (await second.client()).get('/subjects')).status).toBe(200)
    await second.stop()
  })

  test('makes the sample anew when it was interrupted', async () => {
    const data = join(folder, 'interrupted')
    const opened = await openSqlite(data)
    if (!opened.ok) throw new Error('not opened')
    const { db } = opened.value
    await db.insertInto('settings').values({ key: 'unfinished-sample', value: 'yes' }).execute()
    await db.insertInto('organizations').values({ name: 'Half', created_at: 'x' }).execute()
    await opened.value.close()
    const central = await startCentral({ folder: data })
    expect(central.sample.organizations.map((each) => each.name)).toEqual(['Nordlicht Fertility', 'Alpenblick Biobank'])
    await central.stop()
  })

  test('keeps secrets from other users of the machine', async () => {
    const data = join(folder, 'modes')
    const central = await startCentral({ folder: data })
    for (const file of ['central.sqlite', 'sample-credentials.json']) {
      expect((await stat(join(data, file))).mode & 0o077).toBe(0)
    }
    const database = await readFile(join(data, 'central.sqlite'))
    expect(database.includes(central.sample.deviceToken ?? 'none')).toBe(false)
    await central.stop()
  })
})

describe('the sample', () => {
  test('is the same for the same seed and time, and another for another seed', async () => {
    const contents = async (name: string, seed: number) => {
      const central = await startCentral({ folder: join(folder, name), clock: manualClock(), sample: { seed } })
      const { db } = central.sample.central.store
      const rows = await db.selectFrom('containers').selectAll().orderBy('id').execute()
      const procedures = await db.selectFrom('procedures').selectAll().orderBy('id').execute()
      await central.stop()
      return JSON.stringify([rows, procedures])
    }
    const one = await contents('seed-1', 1)
    expect(await contents('seed-1-again', 1)).toBe(one)
    expect(await contents('seed-2', 2)).not.toBe(one)
  })

  test('shows every type in every state, 400 stored vials with tags, and thirty days of levels', async () => {
    const central = await startCentral({ sample: { size: 400 } })
    const { db } = central.sample.central.store
    const seen = await db
      .selectFrom('procedures')
      .select(['type', 'status'])
      .where('facility_id', '=', 1)
      .distinct()
      .execute()
    const states = seen.map(({ type, status }) => `${type} ${status}`).sort()
    expect(states).toEqual([
      'REFILL COMPLETED',
      'RETRIEVAL CANCELLED',
      'RETRIEVAL COMPLETED',
      'RETRIEVAL CREATED',
      'RETRIEVAL IN_PROGRESS',
      'RETRIEVAL PENDING',
      'STORE CANCELLED',
      'STORE COMPLETED',
      'STORE CREATED',
      'STORE FAILED',
      'STORE PENDING',
    ])
    const stored = await db
      .selectFrom('containers')
      .select('tag')
      .where('facility_id', '=', 1)
      .where('stored_at', 'is not', null)
      .execute()
    expect(stored).toHaveLength(400)
    expect(stored.every((row) => row.tag !== null)).toBe(true)
    const levels = await db.selectFrom('levels').select('at').where('storage_id', '=', 1).execute()
    expect(levels.length).toBeGreaterThanOrEqual(720)
    const subjects = await db.selectFrom('subjects').select('id').where('facility_id', '=', 1).execute()
    expect(subjects).toHaveLength(40)
    await central.stop()
  })
})

describe('an empty central', () => {
  test('serves, and knows nobody', async () => {
    const central = await startCentral({ sample: false })
    expect(central.sample).toMatchObject({ organizations: [], benchEnrolmentCode: null, deviceToken: null })
    expect((await fetch(`${central.url}/api/v1/external/procedures`)).status).toBe(401)
    await central.stop()
  })
})

describe('central does not start, and says why in one sentence', () => {
  test('on a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const started = await start({ ...options, folder: join(folder, 'port'), port }, ports)
    expect(started).toMatchObject({ ok: false, problem: { kind: 'cannotListen', port } })
    if (!started.ok)
      expect(sentenceOf(started.problem)).toMatch(new RegExp(`^Central can't listen on 127.0.0.1:${port}: .*\\.$`))
    server.close()
  })

  test('on a folder that is a file', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, 'x')
    const started = await start({ ...options, folder: file }, ports)
    expect(started).toMatchObject({ ok: false, problem: { kind: 'folderUnusable' } })
  })

  test('on a file that is no database', async () => {
    const data = join(folder, 'damaged')
    await (await startCentral({ folder: data, sample: false })).stop()
    await writeFile(join(data, 'central.sqlite'), 'this is no database, whatever its name says. '.repeat(100))
    const started = await start({ ...options, folder: data }, ports)
    expect(started).toMatchObject({ ok: false, problem: { kind: 'notADatabase' } })
  })

  test('on a database from a newer version, which it leaves as it is', async () => {
    const data = join(folder, 'newer')
    const opened = await openSqlite(data)
    if (!opened.ok) throw new Error('not opened')
    await opened.value.db
      .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
      .insertInto('kysely_migration')
      .values({ name: '9999-future', timestamp: '2999-01-01' })
      .execute()
    await opened.value.close()
    const started = await start({ ...options, folder: data }, ports)
    expect(started).toMatchObject({ ok: false, problem: { kind: 'newerDatabase', migration: '9999-future' } })
  })
})

describe('a stop', () => {
  test('answers what it has begun', async () => {
    const central = await startCentral()
    const client = await central.client()
    const body = { facilityId: 1, firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-01' }
    const answers = Array.from({ length: 20 }, (_, index) => client.post('/subjects', { ...body, code: `S${index}` }))
    await Promise.race(answers)
    const stopped = central.stop()
    const statuses = (await Promise.allSettled(answers)).map((each) =>
      each.status === 'fulfilled' ? each.value.status : 0,
    )
    // Connections that had not reached central yet find it closed; none is cut off in the middle.
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0)
    expect(statuses.every((status) => status === 201 || status === 0 || status === 503)).toBe(true)
    await stopped
  })
})
