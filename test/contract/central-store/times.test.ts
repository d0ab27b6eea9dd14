// When a change is dated: never before the wait for its turn, or a poll by time would have passed over it.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { revokeBench } from '../../../src/central/domain/benches/administration'
import { claimProcedure } from '../../../src/central/domain/benches/claims'
import { renewBench } from '../../../src/central/domain/benches/renewal'
import { type Central, transact } from '../../../src/central/domain/central'
import type { DeviceAccess } from '../../../src/central/domain/devices/access'
import { reportEvent, startBy } from '../../../src/central/domain/devices/procedure-events'
import { startRefill } from '../../../src/central/domain/devices/refills'
import { reportStatus } from '../../../src/central/domain/devices/status'
import { requestProcedure } from '../../../src/central/domain/procedures/requests'
import { secretHash } from '../../../src/central/domain/secrets'
import { registerSubject } from '../../../src/central/domain/subjects/register-subject'
import { isSqlite } from '../../../src/central/store/dialect'
import { lockFeeds } from '../../../src/central/store/feed'
import { readStatus } from '../../../src/shared/api/device-reports'
import { containerId, storageId } from '../../../src/shared/model/ids'
import { ok, type Result } from '../../../src/shared/result'
import { newBenchKey, renewalHash, signHash } from '../../../src/trust'
import { freshTag } from '../../support/bench-client'
import { type ManualClock, manualClock } from '../../support/manual-clock'
import { must } from '../../support/must'
import {
  addRaceCane,
  assignment,
  decide,
  handOver,
  idleDevice,
  newBench,
  newQueued,
  newStore,
  type SigningBench,
  subjectRequest,
} from './actors'
import { databases, type TestDatabase, withSample } from './databases'

const before = '2026-03-02T08:00:00.000Z'
const after = '2026-03-02T08:00:08.000Z'

describe.each(databases)('the time of a change on $name', ({ open }) => {
  let database: TestDatabase
  let clock: ManualClock
  /** The process that waits, by a clock of the test. */
  let central: Central
  let bench: SigningBench
  let device: DeviceAccess
  beforeAll(async () => {
    database = await withSample(open)
    const [holding, waiting] = database.centrals
    bench = await newBench(holding)
    device = await idleDevice(holding)
    clock = manualClock(before)
    central = { ...waiting, clock }
  }, 90_000)
  afterAll(() => database.close())

  const isWaiting = async () => {
    const { db } = database.centrals[0].store
    // SQLite has one connection: what comes next has not begun.
    if (isSqlite(db)) return true
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    return rows.length > 0
  }

  /** Another transaction holds the counter rows of `facility` while `act` begins; then its turn comes, 8 s later. */
  async function afterAWait<Value>(act: () => Promise<Value>, facility = 1): Promise<Value> {
    clock.advance(Date.parse(before) - clock.wallMs())
    let acted: Promise<Value> | undefined
    await transact(database.centrals[0], async ({ db }): Promise<Result<null, never>> => {
      await lockFeeds(db, [facility])
      acted = act()
      acted.catch(() => {})
      const untilMs = Date.now() + 10_000
      while (!(await isWaiting())) {
        if (Date.now() > untilMs) throw new Error('Nobody waits for the counter row')
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      clock.advance(8_000)
      return ok(null)
    })
    if (acted === undefined) throw new Error('Nothing was done')
    return acted
  }

  const updatedAt = async (id: number) => {
    const { db } = database.centrals[0].store
    return (await db.selectFrom('procedures').select('updated_at').where('id', '=', id).executeTakeFirstOrThrow())
      .updated_at
  }
  const changes: readonly (readonly [string, () => Promise<() => Promise<number>>])[] = [
    [
      'an intent',
      async () => {
        await addRaceCane(database.centrals[0], bench)
        const store = await newStore(database.centrals[0])
        const signed = bench.sign(assignment(store, freshTag(), 1))
        return async () => {
          expect(await decide(central, bench, signed)).toMatchObject({ result: 'accepted' })
          return store.id
        }
      },
    ],
    [
      'a claim',
      async () => {
        const { id } = await newStore(database.centrals[0])
        return async () => {
          expect(must(await claimProcedure(central, bench, id)).expiresAt > after).toBe(true)
          return id
        }
      },
    ],
    [
      'a device’s event',
      async () => {
        const id = await newQueued(database.centrals[0])
        await handOver(central, device)
        return async () => {
          const started = must(await reportEvent(central, device, id, startBy(device)))
          expect(started.startedAt).toBe(after)
          return id
        }
      },
    ],
    [
      'a refill',
      async () => async () =>
        must(await startRefill(central, device, { storageId: storageId(1), levelPercent: 40 })).id,
    ],
    [
      'a request',
      async () => {
        const { code } = must(await registerSubject(database.centrals[0], 1, subjectRequest('LATE')))
        const by = { kind: 'client', clientId: 'test', name: 'Test' } as const
        const sampleContainers = [{ name: 'A', description: '' }]
        const request = { type: 'STORE', facilityId: 1, subjectCode: code, sampleContainers } as const
        return async () => must(await requestProcedure(central, { organization: 1, by }, request)).id
      },
    ],
  ]
  test.each(changes)('of %s is that of its turn, and so is its row’s in the feed', async (_, prepare) => {
    const act = await prepare()
    const id = await afterAWait(act)
    expect(await updatedAt(id)).toBe(after)
    const { db } = database.centrals[0].store
    const row = await db
      .selectFrom('feed')
      .select(['at', 'entity'])
      .where('facility_id', '=', 1)
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(row.at).toBe(after)
  })

  test('of a device’s event waits for the organization’s other facilities too: tags are told to all of them', async () => {
    const store = await newStore(database.centrals[0])
    const { id } = store
    const vial = store.vials[0]?.containerId ?? containerId(0)
    await database.centrals[0].store.db
      .updateTable('procedures')
      .set({ status: 'IN_PROGRESS', device_id: device.id })
      .where('id', '=', id)
      .execute()
    must(
      await afterAWait(
        () => reportEvent(central, device, id, { kind: 'recordOutcome', containerId: vial, outcome: 'notDone' }),
        2,
      ),
    )
    expect(await updatedAt(id)).toBe(after)
  })

  test('of a sign of life, of a revocation, and of a renewal', async () => {
    const report = readStatus({ state: 'working', levels: [] })
    const { device: seen } = await afterAWait(() => reportStatus(central, device, report))
    expect(seen.lastSeenAt).toBe(after)
    const lost = await newBench(database.centrals[0])
    expect(must(await afterAWait(() => revokeBench(central, lost.id)))).toBe(after)
    const { id, token, privateKeyPem } = await newBench(database.centrals[0])
    const next = newBenchKey()
    const [publicKey, tokenHash] = [next.publicKeySpkiBase64, secretHash('next')]
    const hash = renewalHash({ renews: id, publicKey, tokenHash })
    const [signature, proof] = [signHash(privateKeyPem, hash), signHash(next.privateKeyPem, hash)]
    must(await afterAWait(() => renewBench(central, token, { publicKey, tokenHash, signature, proof })))
    const { db } = database.centrals[0].store
    const [former, renewed] = await Promise.all(
      (['id', 'renews'] as const).map((column) =>
        db.selectFrom('benches').select(['enrolled_at', 'revoked_at']).where(column, '=', id).executeTakeFirstOrThrow(),
      ),
    )
    expect([former?.revoked_at, renewed?.enrolled_at]).toEqual([after, after])
  })
})
