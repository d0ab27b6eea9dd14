// Stored containers with tags and places, in chunks: a million in about a minute.
import type { Random } from '../../shared/ports'
import { takeIds } from '../store/new-ids'
import type { Db, Store } from '../store/store'
import { materials, type TankLayout } from './house'
import { pick, whole } from './seeded'

const chunkSize = 500
const chunksPerTransaction = 20

export interface BulkTank {
  readonly id: number
  readonly layout: TankLayout
}

export interface BulkPlan {
  readonly organization: number
  readonly facility: number
  readonly subjects: readonly number[]
  readonly tanks: readonly BulkTank[]
  readonly count: number
  /** Counts the vials of all facilities, so that names and tags stay unique. */
  readonly firstNumber: number
  readonly fromMs: number
  readonly toMs: number
  /** The first of the vials' ids, at least. */
  readonly idFloor: number
}

export const canisterName = (index: number) => `C${index + 1}`
export const caneName = (index: number) => `K${String(index + 1).padStart(2, '0')}`

/** Both common kinds: a UHF EPC of 96 bits, and an ISO 15693 UID. The multiplier is odd, so that no two numbers meet. */
export function sampleTag(number: number): string {
  const serial = (Math.imul(number, 0x9e3779b1) >>> 0).toString(16).toUpperCase().padStart(8, '0')
  return number % 4 === 0 ? `E0040150${serial}` : `E280116060000204${serial}`
}

interface FreePlace {
  readonly storage_id: number
  readonly canister: string
  readonly cane: string
  readonly position: number
}

/** Places of one tank from its first canister on, with the gaps that years of use leave. */
function* placesOf(tank: BulkTank, random: Random): Generator<FreePlace> {
  const { canisters, canes, positions } = tank.layout
  for (let canister = 0; canister < canisters; canister++) {
    for (let cane = 0; cane < canes; cane++) {
      for (let position = 1; position <= positions; position++) {
        if (random.next() < 0.06) continue
        yield { storage_id: tank.id, canister: canisterName(canister), cane: caneName(cane), position }
      }
    }
  }
}

/** Tanks fill evenly: the next vial goes to the next tank. */
function* spread(tanks: readonly BulkTank[], taken: ReadonlySet<string>, random: Random): Generator<FreePlace> {
  const open = tanks.map((tank) => placesOf(tank, random))
  while (open.length > 0) {
    for (const [index, places] of [...open.entries()].reverse()) {
      const next = places.next()
      if (next.done) open.splice(index, 1)
      else if (!taken.has(placeKey(next.value))) yield next.value
    }
  }
}

const placeKey = ({ storage_id, canister, cane, position }: FreePlace) =>
  `${storage_id}/${canister}/${cane}/${position}`

async function placesTaken(db: Db, tanks: readonly BulkTank[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('places')
    .select(['storage_id', 'canister', 'cane', 'position'])
    .where(
      'storage_id',
      'in',
      tanks.map((tank) => tank.id),
    )
    .execute()
  return new Set(rows.map(placeKey))
}

/** Subjects come in runs: a treatment fills several vials at once. */
function* owners(
  subjects: readonly number[],
  count: number,
  random: Random,
): Generator<{ subject: number; vial: number }> {
  const usual = Math.max(2, Math.round(count / subjects.length))
  for (let turn = 0; ; turn++) {
    const subject = subjects[turn % subjects.length] ?? 0
    const vials = whole(random, Math.max(1, Math.floor(usual / 2)), Math.ceil(usual * 1.5))
    for (let vial = 1; vial <= vials; vial++) yield { subject, vial }
  }
}

/** Makes `count` stored vials. `made` gets the number so far, and is awaited. */
export async function makeStored(
  store: Store,
  plan: BulkPlan,
  random: Random,
  made: (count: number) => void | Promise<void>,
) {
  if (plan.count <= 0) return
  const places = spread(plan.tanks, await placesTaken(store.db, plan.tanks), random)
  const owner = owners(plan.subjects, plan.count, random)
  let done = 0
  while (done < plan.count) {
    await store.transaction(async (db) => {
      for (let chunk = 0; chunk < chunksPerTransaction && done < plan.count; chunk++) {
        const size = Math.min(chunkSize, plan.count - done)
        const base = done
        const rows = Array.from({ length: size }, (_, index) => {
          const place = places.next()
          const { value } = owner.next()
          if (place.done || !value) throw new Error('The sample has more vials than places')
          return storedContainer(plan, base + index, place.value, value, random)
        })
        await insertRows(db, plan, rows)
        done += size
      }
    })
    await made(done)
  }
}

function storedContainer(
  plan: BulkPlan,
  index: number,
  place: FreePlace,
  { subject, vial }: { subject: number; vial: number },
  random: Random,
) {
  const number = plan.firstNumber + index
  const storedMs = plan.fromMs + ((plan.toMs - plan.fromMs) * index) / plan.count
  const material = pick(random, materials)
  return {
    place,
    tag: sampleTag(number),
    subject,
    name: `VL-${String(number).padStart(6, '0')}`,
    description: `Vial ${vial} - ${material}`,
    taggedAt: new Date(storedMs - 20 * 60_000).toISOString(),
    storedAt: new Date(storedMs).toISOString(),
  }
}

async function insertRows(db: Db, plan: BulkPlan, rows: readonly ReturnType<typeof storedContainer>[]) {
  const firstId = await takeIds(db, 'container', plan.idFloor, rows.length)
  await db
    .insertInto('containers')
    .values(
      rows.map((row, nth) => ({
        id: firstId + nth,
        organization_id: plan.organization,
        facility_id: plan.facility,
        subject_id: row.subject,
        name: row.name,
        description: row.description,
        tag: row.tag,
        tagged_at: row.taggedAt,
        stored_at: row.storedAt,
        version: 2,
      })),
    )
    .execute()
  await db
    .insertInto('places')
    .values(rows.map((row, nth) => ({ ...row.place, container_id: firstId + nth })))
    .execute()
  await db
    .insertInto('tags')
    .values(
      rows.map((row, nth) => ({
        organization_id: plan.organization,
        tag: row.tag,
        container_id: firstId + nth,
        since: row.taggedAt,
      })),
    )
    .execute()
}
