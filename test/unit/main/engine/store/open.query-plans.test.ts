// With a million containers no statement may read a whole table. Every statement that the store compiles is asked for its plan.
import BetterSqlite3, { type Database } from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { addNameFunctions } from '../../../../../src/main/engine/store/name-functions'
import { aContainer, aProcedure } from '../../../../support/builders/numbered'
import { at, opened, tempFile } from './support'

/** Tables of at most some hundred rows (tags of badges and places once for each snapshot), and indexes that hold only what is open or is read with a limit: reading through them is their use. */
const mayBeRead = [
  /^SCAN outbox USING (COVERING )?INDEX outbox_(unfinished|refused|unsettled|resolutions|about)/,
  /^SCAN mirror_procedure USING COVERING INDEX mirror_procedure_(open|refills|late)/,
  /^SCAN journal USING INDEX journal_unconcluded/,
  /^SCAN (tank|tag_purpose|device|person|restoration|facility_rules|feed_skipped|container_count|canister_count)\b/,
  /^SCAN \(subquery/,
]
/** Their order differs from their index's on purpose: few rows. */
const maySort = /FROM tank ORDER BY name, id|outbox_refused/
/** Said once after a disaster, never while somebody works. */
const disasterOnly = /SET state = 'queued', in_mirror = 0/
const wholeTable = /^DELETE FROM \w+$/

const isFine = (detail: string): boolean =>
  !detail.startsWith('SCAN') || mayBeRead.some((pattern) => pattern.test(detail))

test('no statement scans a table that grows', () => {
  const compiled = new Set<string>()
  const prototype = BetterSqlite3.prototype as Database
  const prepare = prototype.prepare
  const spy = vi.spyOn(prototype, 'prepare').mockImplementation(function (this: Database, sql: string) {
    compiled.add(sql)
    return prepare.call(this, sql)
  })
  const file = tempFile()
  const store = opened(file)
  store.mirror.apply([{ entity: 'procedure', body: aProcedure(1) }], at(1))
  for (const n of [1, 2]) {
    const snapshot = store.mirror.beginSnapshot()
    snapshot.add([{ entity: 'container', body: aContainer(n) }])
    snapshot.finish(at(n))
  }
  spy.mockRestore()

  const raw = new BetterSqlite3(file)
  addNameFunctions(raw)
  const statements = [...compiled].filter(
    (sql) => /^\s*(SELECT|UPDATE|DELETE|INSERT)/.test(sql) && !/sqlite_version|total_changes/.test(sql),
  )
  expect(statements.length).toBeGreaterThan(70)
  for (const sql of statements) {
    if (disasterOnly.test(sql) || wholeTable.test(sql.trim())) continue
    const places = sql.match(/\?/g)?.length ?? 0
    const plan = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array(places).fill(null)) as { detail: string }[]
    for (const { detail } of plan) {
      expect.soft(isFine(detail), `${detail}\n${sql}`).toBe(true)
      expect
        .soft(detail.startsWith('USE TEMP B-TREE'), `${detail}\n${sql}`)
        .toBe(maySort.test(sql) && detail.startsWith('USE TEMP B-TREE'))
    }
  }
  raw.close()
})
