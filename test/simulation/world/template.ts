// The house in which simulations happen: one organization with two facilities, small enough that places and tags run short.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { secretHash } from '../../../src/central/domain/secrets'
import { startCentral } from '../../../src/central/embedded'
import { clockFloor } from '../../../src/central/store/id-floors'
import { takeIds } from '../../../src/central/store/new-ids'
import type { NumberedKind } from '../../../src/central/store/schema/house'
import type { Db } from '../../../src/central/store/store'
import { insertSubjectKeys } from '../../../src/central/store/subject-keys'
import { openStore } from '../../../src/main/engine/store/open'
import { chanceOf } from '../chance'
import { beginMs, portsOf } from './process-ports'
import { Owner, Schedule } from './schedule'

export const clientId = 'clinic-emr'
export const clientSecret = 'a-secret-of-the-clinic'

export interface FacilityOfHouse {
  readonly id: number
  readonly name: string
  readonly deviceToken: string
  readonly subjects: readonly string[]
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: 'staff' | 'supervisor' }[]
}

export interface House {
  /** Holds central's database, as it is before anything has happened. */
  readonly folder: string
  /** Holds a bench's database that an engine has made, and nothing more. */
  readonly benchFolder: string
  readonly facilities: readonly [FacilityOfHouse, FacilityOfHouse]
  remove(): void
}

/** Where simulated disks are: in memory, where the system offers it. */
export const roomFor = (name: string): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `${name}-`))

const createdAt = new Date(beginMs - 400 * 86_400_000).toISOString()
const storedAt = new Date(beginMs - 90 * 86_400_000).toISOString()

interface Plan {
  readonly name: string
  readonly tanks: readonly string[]
  readonly subjects: number
  readonly stored: number
}
const plans: readonly [Plan, Plan] = [
  { name: 'Main', tanks: ['Dewar A', 'Dewar B'], subjects: 5, stored: 14 },
  { name: 'Harbour', tanks: ['Dewar C'], subjects: 2, stored: 5 },
]
const canisters = ['C1', 'C2']
const canes = ['K1', 'K2']
const positions = 4
const caneLimit = 5

/** A tag of a vial that has been stored for long. */
export const storedTag = (number: number): string => `E2801160${String(number).padStart(8, '0')}`

export async function buildHouse(): Promise<House> {
  const room = roomFor('house')
  const folder = join(room, 'central')
  mkdirSync(folder, { recursive: true })
  const schedule = new Schedule()
  const secret = chanceOf('house')
  const started = await startCentral(
    { folder, host: '127.0.0.1', port: 0, requestsPerMinute: 60 },
    {
      ...portsOf(schedule, new Owner('house'), { aheadMs: 0 }, 'house'),
      secrets: { bytes: (count) => Uint8Array.from({ length: count }, () => secret.whole(0, 255)) },
      logger: pino({ level: 'silent' }),
    },
  )
  if (!started.ok) throw new Error(`No house: ${JSON.stringify(started.problem)}`)
  const { central } = started.value
  let number = 0
  const facilities = await central.store.transaction(async (db) => {
    const organization = await db
      .insertInto('organizations')
      .values({ name: 'Clinic', created_at: createdAt })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('clients')
      .values({
        client_id: clientId,
        organization_id: organization.id,
        name: 'Clinic EMR',
        secret_hash: secretHash(clientSecret),
      })
      .execute()
    const [main, harbour] = plans
    const next = () => ++number
    return [
      await makeFacility(db, organization.id, main, next),
      await makeFacility(db, organization.id, harbour, next),
    ] as const
  })
  await started.value.stop()
  return {
    folder,
    benchFolder: emptyBench(room),
    facilities: [facilities[0], facilities[1]],
    remove: () => rmSync(room, { recursive: true, force: true }),
  }
}

function emptyBench(room: string): string {
  const folder = join(room, 'bench')
  mkdirSync(folder)
  const clock = { wallMs: () => beginMs, monotonicMs: () => 0 }
  const opened = openStore({ file: join(folder, 'bench.db'), clock, ids: { next: () => '' } })
  if (!opened.ok) throw new Error(`No bench: ${JSON.stringify(opened.problem)}`)
  opened.value.close()
  return folder
}

const newId = (db: Db, kind: NumberedKind) => takeIds(db, kind, clockFloor(kind, beginMs), 1)

async function makeFacility(db: Db, organization: number, plan: Plan, next: () => number): Promise<FacilityOfHouse> {
  const { id } = await db
    .insertInto('facilities')
    .values({ organization_id: organization, name: plan.name, created_at: createdAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('feed_heads').values({ facility_id: id, head: 0, tail: 0 }).execute()
  const people = (['staff', 'staff', 'supervisor', 'supervisor'] as const).map((role, index) => ({
    id: `p-${id}-${index + 1}`,
    name: `${plan.name} person ${index + 1}`,
    role,
  }))
  await db
    .insertInto('people')
    .values(people.map((person) => ({ ...person, facility_id: id })))
    .execute()
  const deviceToken = `device-token-${id}`
  const device = await db
    .insertInto('devices')
    .values({ facility_id: id, name: `Arm ${id}`, token_hash: secretHash(deviceToken), state: 'idle', version: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const places = []
  for (const name of plan.tanks) {
    const capacity = canisters.length * caneLimit * positions
    const tank = await db
      .insertInto('tanks')
      .values({ facility_id: id, device_id: device.id, name, capacity, created_at: createdAt, version: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const canister of canisters) {
      await db.insertInto('canisters').values({ storage_id: tank.id, name: canister, cane_limit: caneLimit }).execute()
      for (const cane of canes) {
        await db.insertInto('canes').values({ storage_id: tank.id, canister, cane, capacity: positions }).execute()
        for (let position = 1; position <= positions; position++) {
          places.push({ storage_id: tank.id, canister, cane, position })
        }
      }
    }
  }
  const subjects = Array.from({ length: plan.subjects }, (_, index) => `S-${id}-${index + 1}`)
  const ids: number[] = []
  for (const code of subjects) {
    const subject = await db
      .insertInto('subjects')
      .values({
        id: await newId(db, 'subject'),
        organization_id: organization,
        facility_id: id,
        code,
        first_name: 'A',
        last_name: 'B',
        date_of_birth: '1990-01-01',
        created_at: createdAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertSubjectKeys(db, [{ organization, id: subject.id, code }])
    ids.push(subject.id)
  }
  for (const [index, place] of places.slice(0, plan.stored).entries()) {
    const nth = next()
    const tag = storedTag(nth)
    const container = await db
      .insertInto('containers')
      .values({
        id: await newId(db, 'container'),
        organization_id: organization,
        facility_id: id,
        subject_id: ids[index % ids.length] ?? 0,
        name: `VL-${nth}`,
        description: '',
        tag,
        tagged_at: storedAt,
        stored_at: storedAt,
        version: 2,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('places')
      .values({ ...place, container_id: container.id })
      .execute()
    await db
      .insertInto('tags')
      .values({ organization_id: organization, tag, container_id: container.id, since: storedAt })
      .execute()
  }
  return { id, name: plan.name, deviceToken, subjects, people }
}

/** Puts a fresh copy of a template's files into `folder`. */
export function furnish(template: string, folder: string) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(template)) copyFileSync(join(template, name), join(folder, name))
}
