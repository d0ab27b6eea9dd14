import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../../../src/main/engine/store/migrations'
import { migrate, openStore } from '../../../../../src/main/engine/store/open'
import { isOlder, oldestSqlite } from '../../../../../src/main/engine/store/sqlite-version'
import { aProcedure } from '../../../../support/builders/numbered'
import { at, countedIds, opened, signer, stillClock, tempFile } from './support'

const open = (file: string) => openStore({ file, clock: stillClock(), ids: countedIds(), signer })

describe('opening', () => {
  test('a new file becomes a database of the present version, in WAL mode', () => {
    const file = tempFile()
    opened(file)
    const raw = new BetterSqlite3(file)
    expect(raw.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal')
    raw.close()
  })

  test('what was kept is there again', () => {
    const file = tempFile()
    const first = open(file)
    if (!first.ok) throw new Error('not opened')
    first.value.mirror.apply([{ entity: 'procedure', body: aProcedure(7) }], at(3))
    first.value.close()
    const again = opened(file)
    expect(again.mirror.openProcedures().map(({ id }) => id)).toEqual([7])
    expect(again.mirror.cursor()).toEqual(at(3))
  })

  test('a database newer than the program is refused, and not touched', () => {
    const file = tempFile()
    const raw = new BetterSqlite3(file)
    raw.pragma(`user_version = ${migrations.length + 5}`)
    raw.close()
    const store = open(file)
    expect(store).toEqual({
      ok: false,
      problem: { kind: 'newerDatabase', version: migrations.length + 5, known: migrations.length },
    })
    const after = new BetterSqlite3(file)
    expect(after.pragma('journal_mode', { simple: true })).toBe('delete')
    after.close()
  })

  test('a file that is no database is damaged', () => {
    const file = tempFile()
    writeFileSync(file, 'this is not a database, however long one looks at it'.repeat(100))
    expect(open(file)).toMatchObject({ ok: false, problem: { kind: 'damaged' } })
  })

  test('a database whose schema is torn is damaged', () => {
    const file = tempFile()
    const raw = new BetterSqlite3(file)
    migrate(raw, migrations.length)
    raw.close()
    const torn = Buffer.alloc(4096 * 3, 0x5a)
    const whole = new BetterSqlite3(file)
    const pages = whole.serialize()
    whole.close()
    torn.copy(pages, 100)
    writeFileSync(file, pages)
    expect(open(file)).toMatchObject({ ok: false, problem: { kind: 'damaged' } })
  })

  test('a missing folder, or a folder in the place of the file, is said', () => {
    const file = tempFile()
    expect(open(join(dirname(file), 'nowhere', 'b.sqlite'))).toMatchObject({
      ok: false,
      problem: { kind: 'cannotOpen' },
    })
    mkdirSync(file)
    expect(open(file)).toMatchObject({ ok: false, problem: { kind: 'cannotOpen', code: 'SQLITE_CANTOPEN' } })
  })

  test.each([
    ['3.51.2', true],
    ['3.50.9', true],
    ['2.99.99', true],
    ['3.51.3', false],
    ['3.51.10', false],
    ['3.54.1', false],
    ['4.0.0', false],
  ])('SQLite %s is too old: %s', (version, expected) => {
    expect(isOlder(version, oldestSqlite)).toBe(expected)
  })
})

describe('migrations', () => {
  test('from the records alone: reads, intents and tagging stay', () => {
    const file = tempFile()
    const raw = new BetterSqlite3(file)
    migrate(raw, 1)
    raw.exec(`INSERT INTO journal (reader_id, model, simulated, report_hex, tags, wall_ms, monotonic_ms)
      VALUES ('r', 'sw-uhf', 0, 'AB', '["E0040001"]', 1, 1.5)`)
    raw.close()
    const store = opened(file)
    expect(store.journal.unconcluded()).toMatchObject([{ readerId: 'r', tags: ['E0040001'], monotonicMs: 1.5 }])
    expect(store.mirror.cursor()).toBeNull()
  })

  test('one that fails leaves the version before, whole', () => {
    const raw = new BetterSqlite3(tempFile())
    migrate(raw, 1)
    raw.exec('CREATE TABLE tank (id INTEGER)')
    expect(() => migrate(raw, 2)).toThrow()
    expect(raw.pragma('user_version', { simple: true })).toBe(1)
    expect(raw.prepare(`SELECT count(*) FROM sqlite_master WHERE name = 'feed'`).pluck().get()).toBe(0)
    raw.close()
  })
})
