// Organizations and facilities of the sample: people, device, tanks with their levels, subjects.
import { deviceId } from '../../shared/model/ids'
import type { Random } from '../../shared/ports'
import type { Central } from '../domain/central'
import type { DeviceAccess } from '../domain/devices/access'
import { newToken, secretHash } from '../domain/secrets'
import { facilityScope } from '../store/organizations'
import type { Db } from '../store/store'
import { type BulkTank, caneName, canisterName } from './bulk'
import { defaultStored, layoutFor, type SampleFacility, type SampleOrganization, spareCanes } from './house'
import { insertLevels, levelHistory } from './levels'
import type { TankRefill } from './plan'
import { oldestMs } from './span'
import { insertSubjects } from './subjects'

/** Answers the organization's id. */
export async function insertOrganization(
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

export interface MadeFacility {
  readonly id: number
  readonly device: DeviceAccess
  readonly tanks: readonly BulkTank[]
  readonly subjects: readonly { readonly id: number; readonly code: string }[]
  readonly refills: readonly TankRefill[]
  /** Stores the levels of thirty days; the refills among them are part of the history that is played before. */
  insertLevels(): Promise<void>
}

/** Empty tanks, a device that serves them, two people, and the subjects. */
export async function insertFacility(
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
  const histories = made.tanks.map(({ id }) => ({ storageId: id, ...levelHistory(clock.wallMs(), random) }))
  const refills = histories.flatMap(({ storageId, refills: each }) => each.map((refill) => ({ ...refill, storageId })))
  const scope = await facilityScope(store.db, made.id)
  const device = { id: deviceId(made.device), name: facility.deviceName, facility: scope }
  return {
    id: made.id,
    device,
    tanks: made.tanks,
    subjects,
    refills,
    async insertLevels() {
      for (const history of histories) await insertLevels(store, history.storageId, history)
    },
  }
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
