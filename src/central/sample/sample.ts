// The sample: two organizations with people, tanks, vials and a history; the same seed and time give the same sample.
import type { Central } from '../domain/central'
import type { Db } from '../store/store'
import { makeStored } from './bulk'
import { insertFacility, insertOrganization } from './facility'
import { playHistory } from './history'
import { house } from './house'
import type { HistoryPlan } from './plan'
import { seeded } from './seeded'
import { dayMs, oldestMs } from './span'
import { markFinished, markUnfinished } from './unfinished'

/** The history adds at most this many vials; the bulk is topped up afterwards. */
const leftForHistory = 20

export interface SampleOptions {
  /** Stored containers in the first facility. */
  readonly size: number
  readonly seed: number
  /** Gets the number of vials so far, and is awaited. */
  readonly progress: (made: number) => void | Promise<void>
}

/** Fills an empty database. */
export async function makeSample(real: Central, options: SampleOptions) {
  await markUnfinished(real.store.db)
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
          idFloor: real.idFloor('container', nowMs),
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
      await made.insertLevels()
      await bulk(stored - (await storedCount(central.store.db, made.id)))
    }
  }
  await closeFeed(central.store.db)
  await markFinished(central.store.db)
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

/** Benches get the sample as a snapshot: the feed's rows from its making would be only a part of it. */
async function closeFeed(db: Db) {
  await db.deleteFrom('feed').execute()
  await db
    .updateTable('feed_heads')
    .set((row) => ({ tail: row.ref('head') }))
    .execute()
}
