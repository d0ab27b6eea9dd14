// A data folder that another program holds, that can't be written to, or that a newer program has written.
import { chmodSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { foundIn, offlineBench } from './support/bench'
import { type EngineProcess, startEngineProcess } from './support/engine-process'
import { newRecord, workAt } from './support/hand'

const problemOf = async (engine: EngineProcess) => {
  const answer = await engine.request('bench/get', undefined)
  return answer.ok ? null : answer.problem
}

it('a second engine on the same folder is refused, and the first one works on', async () => {
  const bench = offlineBench(50)
  const first = startEngineProcess(bench)
  expect(await problemOf(first)).toBeNull()
  const second = startEngineProcess(bench)
  expect(await problemOf(second)).toMatchObject({ kind: 'storeProblem', why: 'inUse' })
  const record = newRecord()
  await workAt(first, record, () => record.acknowledged.size >= 2)
  await second.stop()
  await first.kill()
  const third = startEngineProcess(bench)
  expect(await problemOf(third)).toBeNull()
  await third.stop()
  expect(foundIn(bench).tags.size).toBeGreaterThanOrEqual(2)
})

it('a database that another program holds refuses the scan and nothing else; when it lets go, work goes on', {
  timeout: 60_000,
}, async () => {
  const bench = offlineBench(50)
  const record = newRecord()
  const engine = startEngineProcess(bench)
  await workAt(engine, record, () => record.acknowledged.size >= 1)
  const other = new BetterSqlite3(join(bench.dataDir, 'bench.db'))
  other.exec('BEGIN IMMEDIATE')
  await workAt(engine, record, () => record.notSaved > 0)
  const before = record.acknowledged.size
  other.exec('ROLLBACK')
  other.close()
  await workAt(engine, record, () => record.acknowledged.size >= before + 2)
  await engine.stop()
  const found = foundIn(bench)
  expect([...record.acknowledged].filter(([vial, tag]) => found.tags.get(vial) !== tag)).toEqual([])
  expect(found).toMatchObject({ doubled: 0, brokenLinks: 0 })
})

it('a database of a newer program is not touched, byte for byte, whether it was closed or not', async () => {
  const bench = offlineBench(5)
  const file = join(bench.dataDir, 'bench.db')
  const newer = new BetterSqlite3(file)
  newer.pragma('user_version = 9000')
  const aside = join(bench.dataDir, 'as-it-lies')
  const names = ['bench.db', 'bench.db-wal']
  for (const name of names) cpSync(join(bench.dataDir, name), join(aside, name))
  newer.close()
  for (const name of names) cpSync(join(aside, name), join(bench.dataDir, name))
  const before = names.map((name) => readFileSync(join(bench.dataDir, name)))
  expect(before[1]?.length).toBeGreaterThan(0)

  const engine = startEngineProcess(bench)
  expect(await problemOf(engine)).toMatchObject({ kind: 'storeProblem', why: 'newerDatabase', detail: '9000' })
  await engine.stop()
  for (const [index, name] of names.entries()) {
    expect(readFileSync(join(bench.dataDir, name)).equals(before[index] ?? Buffer.alloc(0))).toBe(true)
  }
})

const isRoot = process.getuid?.() === 0
/** Nobody, on every Linux: root itself may write anywhere. */
const nobody = 65_534

it('a folder that may not be written to is said, and left as it is', async () => {
  const bench = offlineBench(5)
  chmodSync(bench.dataDir, 0o555)
  const before = statSync(join(bench.dataDir, 'bench.db')).mtimeMs
  const engine = startEngineProcess({ ...bench, ...(isRoot && { uid: nobody }) })
  expect(await problemOf(engine)).toMatchObject({ kind: 'storeProblem', why: 'cannotOpen' })
  await engine.stop()
  expect(statSync(join(bench.dataDir, 'bench.db')).mtimeMs).toBe(before)
  chmodSync(bench.dataDir, 0o755)
})

// As by a mount that does not share its locks: each program gets a lock of its own.
it('a second engine is refused also where it does not see the lock of the first', async () => {
  const bench = offlineBench(50)
  const first = startEngineProcess(bench)
  expect(await problemOf(first)).toBeNull()
  rmSync(join(bench.dataDir, 'bench.lock'))
  const second = startEngineProcess(bench)
  expect(await problemOf(second)).toMatchObject({ kind: 'storeProblem', why: 'inUse' })
  const record = newRecord()
  await workAt(first, record, () => record.acknowledged.size >= 2)
  await second.stop()
  await first.kill()
  // At once: that process is gone for certain.
  const third = startEngineProcess(bench)
  expect(await problemOf(third)).toBeNull()
  await third.stop()
  expect(foundIn(bench)).toMatchObject({ doubled: 0, brokenLinks: 0, integrity: 'ok' })
})

it('an engine whose folder another program has taken writes nothing more to it, and does not come back beside it', async () => {
  const bench = offlineBench(50)
  const owner = join(bench.dataDir, 'bench.owner')
  const engine = startEngineProcess(bench)
  expect(await problemOf(engine)).toBeNull()
  const other = { ...JSON.parse(readFileSync(owner, 'utf8')), token: 'other', computer: 'other-pc' }
  writeFileSync(owner, JSON.stringify(other))
  await engine.gone
  expect(engine.child.exitCode).toBe(4)
  writeFileSync(owner, JSON.stringify(other))
  const again = startEngineProcess(bench)
  expect(await problemOf(again)).toMatchObject({ why: 'inUse' })
  await again.stop()
  expect(JSON.parse(readFileSync(owner, 'utf8')).computer).toBe('other-pc')
})
