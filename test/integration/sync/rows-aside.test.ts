// One row of central's feed that a bench can't take: everything behind it comes through, and it is asked for again after an update.
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { feedRow, json, page, type Says, scriptedCentral, snapshot, startBench, type TestBench, until } from './support'

/** A role of a newer central. */
const unreadable = { entity: 'person', body: { id: 'p-2', name: 'Ada', role: { of: 'tomorrow' } } }
const changesOf =
  (rows: readonly { readonly n: number }[]): Says =>
  ({ query }, response) =>
    json(
      response,
      200,
      page(
        rows.filter(({ n }) => n > Number(query.get('after')?.split(':')[1])),
        rows.length,
      ),
    )
const people = (bench: TestBench) => bench.store.mirror.people().map(({ id }) => id)
const enrolled = async (bench: TestBench, url: string) => {
  expect(await bench.sync.enrol(url, 'CODE-1', 'Bench 1')).toMatchObject({ ok: true })
}

test('of an unknown shape: what is behind it is here, the bench is online, and the row is counted', async () => {
  const rows = [feedRow(1), feedRow(2, unreadable), feedRow(3)]
  const central = await scriptedCentral({ '/changes': changesOf(rows) })
  const bench = await startBench()
  await enrolled(bench, central.url)
  await until('all is here', () => bench.store.mirror.cursor()?.n === 3)
  expect(people(bench)).toEqual(['p-1', 'p-3'])
  expect(bench.store.mirror.aside()).toMatchObject({ count: 1, first: { entity: 'person', key: 'p-2' } })
  await until('online', () => bench.sync.link().kind === 'online')

  rows.push(feedRow(4, { entity: 'person', body: { id: 'p-2', name: 'Ada', role: 'staff' } }))
  bench.sync.syncNow()
  await until('it has come in a form that can be read', () => bench.store.mirror.aside().count === 0)
  expect(people(bench)).toEqual(['p-1', 'p-2', 'p-3'])
})

test('that the store refuses to write: what is behind it is here, and the row is counted', async () => {
  const rows = [feedRow(1)]
  const central = await scriptedCentral({ '/changes': changesOf(rows) })
  const bench = await startBench()
  await enrolled(bench, central.url)
  await until('begun', () => bench.store.mirror.cursor()?.n === 1)
  const beside = new BetterSqlite(join(bench.folder, 'bench.db'))
  beside.exec(`CREATE TRIGGER refuses BEFORE INSERT ON person WHEN NEW.id = 'p-2'
    BEGIN SELECT RAISE(ABORT, 'a value that no rule has foreseen'); END`)
  beside.close()
  rows.push(feedRow(2), feedRow(3))
  bench.sync.syncNow()
  await until('all is here', () => bench.store.mirror.cursor()?.n === 3)
  expect(people(bench)).toEqual(['p-1', 'p-3'])
  expect(bench.store.mirror.aside()).toMatchObject({
    count: 1,
    first: { entity: 'person', key: 'p-2', why: 'a value that no rule has foreseen' },
  })
})

test('is asked for again by another version of the program, and not by the same one', async () => {
  const lines = [unreadable, feedRow(1)].map((row) => JSON.stringify({ kind: 'row', ...row }))
  let snapshots = 0
  const central = await scriptedCentral({
    '/snapshot': (_, response) => {
      snapshots += 1
      snapshot(response, lines)
    },
  })
  const first = await startBench()
  await enrolled(first, central.url)
  await until('online', () => first.sync.link().kind === 'online')
  expect([people(first), first.store.mirror.aside().count, snapshots]).toEqual([['p-1'], 1, 1])
  const { folder, secrets } = first
  await first.end()

  const again = await startBench({ folder, secrets })
  await until('online', () => again.sync.link().kind === 'online')
  expect(snapshots).toBe(1)
  await again.end()

  const beside = new BetterSqlite(join(folder, 'bench.db'))
  beside.exec(`UPDATE feed SET program = 'the version before'`)
  beside.close()
  lines[0] = JSON.stringify({ kind: 'row', entity: 'person', body: { id: 'p-2', name: 'Ada', role: 'staff' } })
  const updated = await startBench({ folder, secrets })
  await until('online', () => updated.sync.link().kind === 'online')
  await until('it is here', () => people(updated).length === 2)
  expect([updated.store.mirror.aside().count, snapshots]).toEqual([0, 2])
})
