// The sample: two organizations with people, tanks, vials and a past, the same for the same seed and time.
import { deviceId } from '../../shared/model/ids'
import type { Random } from '../../shared/ports'
import type { Central } from '../domain/central'
import type { DeviceAccess } from '../domain/device-acts'
import { newToken, secretHash } from '../domain/secrets'
import { facilityScope } from '../store/organizations'
import type { Db } from '../store/store'
import type { HistoryPlan, TankRefill } from './acts'
import { type BulkTank, caneName, canisterName, makeStored } from './bulk'
import { playHistory } from './history'
import {
  defaultStored,
  firstNames,
  house,
  lastNames,
  layoutFor,
  type SampleFacility,
  type SampleOrganization,
  spareCanes,
} from './house'
import { insertLevels, levelHistory } from './levels'
import { pick, seeded, whole } from './seeded'

const dayMs = 24 * 60 * 60_000
const oldestMs = 900 * dayMs
const rowsPerInsert = 500
/** Vials that the history adds at most; the bulk is topped up afterwards. */
const leftForHistory = 20

export interface SampleOptions {
  /** Stored containers in the first facility. */
  readonly size: number
  readonly seed: number
  /** Hears how many containers there are so far. */
  readonly progress: (made: number) => void
}

/** Fills an empty database. */
export async function makeSample(real: Central, options: SampleOptions) {
  const nowMs = real.clock.wallMs()
  let wallMs = nowMs
  const clock = { set: (ms: number) => (wallMs = Math.min(ms, nowMs)) }
  const central: Central = { ...real, clock: { wallMs: () => wallMs, monotonicMs: () => wallMs } }
  const random = seeded(options.seed)
  let number = 0
  for (const organization of house) {
    const id = await insertOrganization(central, organization)
    for (const facility of organization.facilities) {
      const made = await insertFacility(central, id, facility, options.size, random)
      const stored = facility.stored === 'asked' ? options.size : facility.stored
      const bulk = async (count: number) => {
        const subjects = made.subjects.map((subject) => subject.id)
        const span = { fromMs: nowMs - oldestMs, toMs: nowMs - 31 * dayMs }
        const plan = {
          organization: id,
          facility: made.id,
          subjects,
          tanks: made.tanks,
          count,
          firstNumber: number + 1,
          ...span,
        }
        number += Math.max(0, count)
        await makeStored(central.store, plan, random, options.progress)
      }
      await bulk(stored - leftForHistory)
      const plan: HistoryPlan = {
        central,
        clock,
        nowMs,
        organization: { id, ...organization },
        facility: { ...facility, id: made.id },
        device: made.device,
        subjects: made.subjects,
        tanks: made.tanks,
        refills: made.refills,
        size: options.size,
        random,
        nextNumber: () => ++number,
      }
      await playHistory(plan, facility.tankNames.length > 1 ? 'full' : 'small')
      await bulk(stored - (await storedCount(central.store.db, made.id)))
    }
  }
  await closeFeed(central.store.db)
}

async function storedCount(db: Db, facility: number): Promise<number> {
  const { n } = await db
    .selectFrom('containers')
    .select((row) => row.fn.countAll().as('n'))
    .where('facility_id', '=', facility)
    .where('stored_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Benches take the sample as a snapshot: rows of its making would tell only a part of it. */
async function closeFeed(db: Db) {
  await db.deleteFrom('feed').execute()
  await db
    .updateTable('feed_heads')
    .set((row) => ({ tail: row.ref('head') }))
    .execute()
}

async function insertOrganization(
  { store, secrets, clock }: Central,
  organization: SampleOrganization,
): Promise<number> {
  return store.transaction(async (db) => {
    const created_at = new Date(clock.wallMs() - oldestMs).toISOString()
    const { id } = await db
      .insertInto('organizations')
      .values({ name: organization.name, created_at })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { clientId: client_id, clientName: name } = organization
    await db
      .insertInto('clients')
      .values({ client_id, organization_id: id, name, secret_hash: secretHash(newToken(secrets)) })
      .execute()
    return id
  })
}

interface MadeFacility {
  readonly id: number
  readonly device: DeviceAccess
  readonly tanks: readonly BulkTank[]
  readonly subjects: readonly { readonly id: number; readonly code: string }[]
  readonly refills: readonly TankRefill[]
}

async function insertFacility(
  central: Central,
  organization: number,
  facility: SampleFacility,
  size: number,
  random: Random,
): Promise<MadeFacility> {
  const { store, secrets, clock } = central
  const created_at = new Date(clock.wallMs() - oldestMs).toISOString()
  const stored = facility.stored === 'asked' ? size : facility.stored
  const { layout, tanks: tankCount } = layoutFor(stored, facility.tankNames.length)
  const made = await store.transaction(async (db) => {
    const { id } = await db
      .insertInto('facilities')
      .values({ organization_id: organization, name: facility.name, created_at })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.insertInto('feed_heads').values({ facility_id: id, head: 0, tail: 0 }).execute()
    await db
      .insertInto('people')
      .values([
        { ...facility.staff, facility_id: id, role: 'staff' },
        { ...facility.supervisor, facility_id: id, role: 'supervisor' },
      ])
      .execute()
    const device = await db
      .insertInto('devices')
      .values({
        facility_id: id,
        name: facility.deviceName,
        token_hash: secretHash(newToken(secrets)),
        state: 'idle',
        version: 1,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const tanks: BulkTank[] = []
    for (let index = 0; index < tankCount; index++) {
      const name = facility.tankNames[index] ?? `Dewar ${index + 1}`
      const capacity = layout.canisters * (layout.canes + spareCanes) * layout.positions
      const tank = await db
        .insertInto('tanks')
        .values({ facility_id: id, device_id: device.id, name, capacity, created_at, version: 1 })
        .returning('id')
        .executeTakeFirstOrThrow()
      await insertCanes(db, tank.id, layout)
      tanks.push({ id: tank.id, layout })
    }
    return { id, device: device.id, tanks }
  })
  const subjectCount = stored > defaultStored ? Math.max(facility.subjects, Math.round(stored / 10)) : facility.subjects
  const subjects = await insertSubjects(central, organization, made.id, subjectCount, random)
  const refills: TankRefill[] = []
  for (const tank of made.tanks) {
    const history = levelHistory(clock.wallMs(), random)
    await insertLevels(store, tank.id, history)
    refills.push(...history.refills.map((refill) => ({ ...refill, storageId: tank.id })))
  }
  const scope = await facilityScope(store.db, made.id)
  const device = { id: deviceId(made.device), name: facility.deviceName, facility: scope }
  return { id: made.id, device, tanks: made.tanks, subjects, refills }
}

async function insertCanes(db: Db, tank: number, layout: BulkTank['layout']) {
  for (let canister = 0; canister < layout.canisters; canister++) {
    const name = canisterName(canister)
    await db
      .insertInto('canisters')
      .values({ storage_id: tank, name, cane_limit: layout.canes + spareCanes })
      .execute()
    const canes = Array.from({ length: layout.canes }, (_, cane) => ({
      storage_id: tank,
      canister: name,
      cane: caneName(cane),
      capacity: layout.positions,
    }))
    await db.insertInto('canes').values(canes).execute()
  }
}

async function insertSubjects(
  { store, clock }: Central,
  organization: number,
  facility: number,
  count: number,
  random: Random,
) {
  const nowMs = clock.wallMs()
  const numbers = new Map<number, number>()
  const made: { id: number; code: string }[] = []
  const base = await subjectsByYear(store.db, organization)
  await store.transaction(async (db) => {
    for (let start = 0; start < count; start += rowsPerInsert) {
      const rows = Array.from({ length: Math.min(rowsPerInsert, count - start) }, (_, index) => {
        const created = new Date(nowMs - oldestMs + ((oldestMs - 31 * dayMs) * (start + index)) / count)
        const year = created.getUTCFullYear()
        const number = (numbers.get(year) ?? base.get(year) ?? 0) + 1
        numbers.set(year, number)
        return {
          organization_id: organization,
          facility_id: facility,
          code: `SUBJ-${year}-${String(number).padStart(3, '0')}`,
          first_name: pick(random, firstNames),
          last_name: pick(random, lastNames),
          date_of_birth: `${whole(random, 1975, 2001)}-${String(whole(random, 1, 12)).padStart(2, '0')}-${String(whole(random, 1, 28)).padStart(2, '0')}`,
          created_at: created.toISOString(),
        }
      })
      made.push(...(await db.insertInto('subjects').values(rows).returning(['id', 'code']).execute()))
    }
  })
  return made
}

/** Codes are unique within an organization: a second facility goes on counting where the first one stopped. */
async function subjectsByYear(db: Db, organization: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db.selectFrom('subjects').select('code').where('organization_id', '=', organization).execute()
  const byYear = new Map<number, number>()
  for (const { code } of rows) {
    const year = Number(code.split('-')[1])
    byYear.set(year, (byYear.get(year) ?? 0) + 1)
  }
  return byYear
}
