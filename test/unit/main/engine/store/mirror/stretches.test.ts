import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../../../../../src/main/engine/store/open'
import { aContainer } from '../../../../../support/builders/numbered'
import { at, opened, tempFile } from '../support'

/** What each stretch counts, and how many containers there are in it. */
const counted = (file: string) => {
  const db = new BetterSqlite3(file, { readonly: true })
  const rows = db
    .prepare<[], { n: number; there: number }>(
      `SELECT n, (SELECT count(*) FROM container WHERE id >= bucket * 1000 AND id < ifnull(following, 9e12) * 1000) AS there
      FROM (SELECT bucket, n, lead(bucket) OVER (ORDER BY bucket) AS following FROM container_count) ORDER BY bucket`,
    )
    .all()
  db.close()
  return rows
}

const monday = 91_929_600_000_000

describe('the containers are counted', () => {
  test('in few stretches, however far apart the clock has put their numbers', () => {
    const file = tempFile()
    const store = opened(file)
    // 2,500 STOREs of two vials, a minute apart.
    const ids = Array.from({ length: 5_000 }, (_, nth) => monday + Math.floor(nth / 2) * 60_000_000 + (nth % 2))
    store.mirror.apply(
      ids.map((id) => ({ entity: 'container', body: aContainer(id) }) as const),
      at(1),
    )
    expect(counted(file).map(({ n, there }) => [n, there])).toEqual(Array.from({ length: 5 }, () => [1000, 1000]))
    const page = store.mirror.inventory({ text: '', offset: 4_321, limit: 3 })
    expect(page.rows.map(({ id }) => id)).toEqual(ids.slice(4_321, 4_324))
    expect(page).toMatchObject({ total: 5_000, exact: true })
  })

  test('right, whatever comes and goes in which order', { timeout: 60_000 }, () => {
    const id = fc.oneof(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 60 }).map((nth) => monday + nth * 1_000_000),
    )
    const chunk = fc.array(id, { maxLength: 30 })
    fc.assert(
      fc.property(fc.array(chunk, { minLength: 1, maxLength: 6 }), chunk, (chunks, remaining) => {
        const file = tempFile()
        const store = opened(file)
        const change = (each: number) => ({ entity: 'container', body: aContainer(each) }) as const
        store.mirror.beginSnapshot().finish(at(0))
        for (const [nth, ids] of chunks.entries()) store.mirror.apply(ids.map(change), at(nth + 1))
        const snapshot = store.mirror.beginSnapshot()
        snapshot.add(remaining.map(change))
        snapshot.finish(at(99))
        const all = [...new Set(remaining)].sort((a, b) => a - b)
        for (const { n, there } of counted(file)) expect(n).toBe(there)
        const page = store.mirror.inventory({ text: '', offset: 0, limit: 200 })
        expect(page.rows.map((row) => row.id)).toEqual(all)
        expect(page.total).toBe(all.length)
        store.close()
      }),
      { numRuns: 30 },
    )
  })

  test('on from what was counted for each thousand numbers before', () => {
    const file = tempFile()
    const before = new BetterSqlite3(file)
    migrate(before, 7)
    before.exec('INSERT INTO container_count (bucket, n) VALUES (0, 999), (1, 1000), (3, 1000)')
    before.close()
    const store = opened(file)
    const ids = [3_999, monday, monday + 1, monday + 5_000_000]
    store.mirror.apply(
      ids.map((id) => ({ entity: 'container', body: aContainer(id) }) as const),
      at(1),
    )
    expect(counted(file).map(({ n }) => n)).toEqual([999, 1000, 1001, 3])
  })
})
