// The feed under writers of two processes at once: numbers from 1 without a gap or a double, and nobody who follows skips one.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Central, transact } from '../../../src/central/domain/central'
import { changesAfter } from '../../../src/central/domain/feed/changes'
import { settingsEpoch } from '../../../src/central/store/epoch'
import { type FeedChange, lockFeeds } from '../../../src/central/store/feed'
import { writtenTag } from '../../../src/shared/api/fields'
import { ok, type Result, refused } from '../../../src/shared/result'
import { databases, type TestDatabase, withFeeds } from './databases'

/** One transaction of a writer: what it announces, in the order in which it does, and whether it is refused in the end. */
const act = fc.record({
  facilities: fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 4 }),
  locksFirst: fc.boolean(),
  refused: fc.boolean(),
  process: fc.constantFrom(0, 1),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never
const writers = fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 8 })

const change: FeedChange = { entity: 'freedTag', body: { tag: writtenTag.parse('E280116060000204') } }
const page = z.object({ head: z.number(), rows: z.array(z.object({ n: z.number() })) })

const carryOut = (central: Central, { facilities, locksFirst, refused: isRefused }: Act) =>
  transact(central, async (tx): Promise<Result<null, { kind: 'no' }>> => {
    if (locksFirst) await lockFeeds(tx.db, facilities)
    for (const facility of facilities) tx.announce(facility, change)
    return isRefused ? refused({ kind: 'no' }) : ok(null)
  })

/** For a machine that has a lot else to do. */
const patienceMs = 90_000

describe.each(databases)('the feed on $name', ({ open }) => {
  let database: TestDatabase
  let epoch: string
  beforeAll(async () => {
    database = await withFeeds(open)
    epoch = await settingsEpoch(database.centrals[0].store.db)
  }, patienceMs)
  afterAll(() => database.close())

  const heads = async () => {
    const { db } = database.centrals[0].store
    const rows = await db.selectFrom('feed_heads').select(['facility_id', 'head']).execute()
    return new Map(rows.map((row) => [row.facility_id, row.head]))
  }

  /** Follows a facility's feed as a bench does, while `writing` goes on. */
  async function follow(facility: number, from: number, writing: Promise<unknown>): Promise<readonly number[]> {
    const seen: number[] = []
    let over = false
    const end = () => {
      over = true
    }
    writing.then(end, end)
    for (;;) {
      const last = over
      const answered = await changesAfter(database.centrals[1], facility, { epoch, n: seen.at(-1) ?? from }, 3)
      if (!answered.ok) throw new Error(answered.problem.kind)
      const { head, rows } = page.parse(answered.value)
      seen.push(...rows.map((row) => row.n))
      if (last && (seen.at(-1) ?? from) === head) return seen
    }
  }

  test(
    'is gapless whatever writers do at once',
    async () => {
      await fc.assert(
        fc.asyncProperty(writers, async (plan) => {
          const before = await heads()
          const writing = Promise.all(
            plan.map(async (acts) => {
              for (const each of acts) await carryOut(database.centrals[each.process === 0 ? 0 : 1], each)
            }),
          )
          const followed = await Promise.all(
            [1, 2, 3].map((facility) => follow(facility, before.get(facility) ?? 0, writing)),
          )
          await writing
          const told = plan.flat().filter((each) => !each.refused)
          for (const [index, seen] of followed.entries()) {
            const from = before.get(index + 1) ?? 0
            const count = told.flatMap((each) => each.facilities).filter((facility) => facility === index + 1).length
            expect(seen).toEqual(Array.from({ length: count }, (_, nth) => from + nth + 1))
          }
        }),
        { numRuns: 20, seed: 7 },
      )
    },
    patienceMs,
  )
})
