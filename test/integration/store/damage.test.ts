// A database that a disk or a power cut has damaged: what was acknowledged is there afterwards, and what could be missing is never hidden.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { makeBackup } from '../../../src/main/engine/store/backup/folder'
import { checkBackup } from '../../../src/main/engine/store/backup/verify'
import { checkDatabase } from '../../../src/main/engine/store/check'
import { markDamaged } from '../../../src/main/engine/store/restore/marker'
import { restore } from '../../../src/main/engine/store/restore/restore'
import { logOf } from '../../../src/main/engine/store/restore/salvage-copy'
import {
  aFolder,
  begin,
  begun,
  enrol,
  garbage,
  intentsIn,
  overwrite,
  pagesOf,
  pulledPlug,
  readsIn,
  scans,
} from './support'

const backUp = (folder: string, nowMs = Date.parse('2030-01-01T00:00:00Z')) => {
  const made = makeBackup({
    source: join(folder, 'bench.db'),
    folder: join(folder, 'backups'),
    nowMs,
    before: null,
  })
  if (made.kind !== 'backedUp') throw new Error(made.detail)
  return made
}

/** A bench with `before` scans in its backup and `after` more; closed unless `open`. */
function worked({ before = 60, after = 40, isOpen = false } = {}) {
  const folder = aFolder()
  const { store } = begun(folder)
  enrol(store)
  const backed = scans(store, 1, before)
  if (before > 0) backUp(folder)
  const later = scans(store, before + 1, before + after)
  if (!isOpen) store.close()
  return { folder, store, acknowledged: [...backed, ...later] }
}

const file = (folder: string) => join(folder, 'bench.db')

describe('a damaged database', () => {
  it('with its header gone loses nothing', () => {
    const { folder, acknowledged } = worked()
    overwrite(file(folder), 0, garbage(100))
    const { store } = begun(folder)
    expect(store.profile.notices()).toMatchObject([{ kind: 'restored', isWhole: true, intents: 40, reads: 40 }])
    store.close()
    expect(intentsIn(folder)).toEqual(acknowledged)
    expect(readsIn(folder)).toBe(100)
  })

  it('with its first page gone comes from the backup, and does not sign on as who it was', () => {
    const { folder, acknowledged } = worked()
    overwrite(file(folder), 0, garbage(4096))
    const { store } = begun(folder)
    expect(store.profile.notices()).toMatchObject([{ kind: 'restored', isWhole: false, intents: 0 }])
    expect(store.profile.renewal()).toMatchObject({ why: 'tailUnproven' })
    expect(store.mirror.openProcedures()).toHaveLength(1)
    expect(store.mirror.cursor()).toBeNull()
    store.close()
    expect(intentsIn(folder)).toEqual(acknowledged.slice(0, 60))
  })

  it('with a page of intents gone keeps those around it, and takes the rest from the backup', () => {
    const { folder, acknowledged } = worked()
    const pages = pagesOf(file(folder), 'outbox')
    expect(pages.length).toBeGreaterThan(4)
    overwrite(file(folder), ((pages[1] ?? 0) - 1) * 4096, garbage(4096))
    expect(checkDatabase(file(folder), false)).toMatchObject({ kind: 'damaged' })
    markDamaged(file(folder), 'found by the check')
    const { store } = begun(folder)
    expect(store.profile.notices()).toMatchObject([{ isWhole: false }])
    store.close()
    expect(new Set(intentsIn(folder))).toEqual(new Set(acknowledged))
  })

  it('with a page of an index gone is found by the check, and the next start mends it', () => {
    const { folder, acknowledged } = worked()
    const [page = 0] = pagesOf(file(folder), 'outbox_behind')
    overwrite(file(folder), (page - 1) * 4096, garbage(4096))
    markDamaged(file(folder), 'found by the check')
    const { store } = begun(folder)
    expect(store.profile.notices()).toMatchObject([{ isWhole: true, intents: 40 }])
    expect(store.profile.renewal()).toBeNull()
    store.close()
    expect(intentsIn(folder)).toEqual(acknowledged)
  })

  it('keeps the damaged file, byte for byte', () => {
    const { folder } = worked()
    overwrite(file(folder), 0, garbage(4096))
    const bytes = readFileSync(file(folder))
    const { store } = begun(folder)
    const [notice] = store.profile.notices()
    expect(notice?.kind === 'restored' && readFileSync(join(folder, notice.aside, 'bench.db')).equals(bytes)).toBe(true)
  })

  it('that the disk has no room to set aside leaves no piece of a copy behind', () => {
    const folder = aFolder()
    mkdirSync(file(folder))
    writeFileSync(`${file(folder)}-wal`, garbage(100))
    const needs = { file: file(folder), backups: join(folder, 'backups'), nowMs: 1, migrate: () => {}, newest: 1 }
    expect(() => restore(needs)).toThrow()
    expect(readdirSync(join(folder, 'damaged'))).toEqual([])
  })

  it('without any backup is mended from itself as far as it can be read', () => {
    const { folder, acknowledged } = worked({ before: 0, after: 80 })
    const pages = pagesOf(file(folder), 'journal')
    overwrite(file(folder), ((pages[1] ?? 0) - 1) * 4096, garbage(4096))
    markDamaged(file(folder), 'found by the check')
    const { store } = begun(folder)
    expect(store.profile.notices()).toMatchObject([{ backupAtMs: null, isWhole: true }])
    expect(store.profile.identity()).not.toBeNull()
    store.close()
    expect(intentsIn(folder)).toEqual(acknowledged)
  })

  it('that is lost or empty comes from the backup', () => {
    for (const lose of [(path: string) => rmSync(path), (path: string) => truncateSync(path, 0)]) {
      const { folder, acknowledged } = worked({ after: 0 })
      lose(file(folder))
      const { store } = begun(folder)
      expect(store.profile.renewal()).toMatchObject({ why: 'tailUnproven' })
      store.close()
      expect(intentsIn(folder)).toEqual(acknowledged)
    }
  })

  it('does not take an intent whose content was changed', () => {
    const { folder } = worked()
    const raw = new BetterSqlite3(file(folder))
    raw.exec(
      `DROP TRIGGER outbox_as_signed; UPDATE outbox SET body = replace(body, '"C1"', '"C9"') WHERE bench_seq = 90`,
    )
    raw.close()
    overwrite(file(folder), 0, garbage(100))
    const { store } = begun(folder)
    expect(store.profile.renewal()).toMatchObject({ why: 'tailUnproven' })
    store.close()
    expect(intentsIn(folder)).toHaveLength(99)
  })

  it('is restored from the newest backup that is good, not from the newest', () => {
    const { folder, acknowledged } = worked()
    const bad = backUp(folder, Date.parse('2030-01-02T00:00:00Z'))
    overwrite(join(folder, 'backups', bad.name), 8192, garbage(4096))
    overwrite(file(folder), 0, garbage(4096))
    const { store } = begun(folder)
    expect(store.profile.notices()).toMatchObject([{ backupAtMs: Date.parse('2030-01-01T00:00:00Z') }])
    store.close()
    expect(intentsIn(folder)).toEqual(acknowledged.slice(0, 60))
  })

  it('whose restore was interrupted at any point is restored by the next start', () => {
    const { folder, acknowledged } = worked()
    overwrite(file(folder), 0, garbage(100))
    begun(folder).store.close()
    // As after a cut between the new database's name and the end of the marker.
    const aside = join(folder, 'damaged', readdirSync(join(folder, 'damaged'))[0] ?? '')
    writeFileSync(`${file(folder)}-damaged`, JSON.stringify({ aside }))
    rmSync(file(folder))
    writeFileSync(`${file(folder)}.restoring`, 'half of it')
    begun(folder).store.close()
    expect(intentsIn(folder)).toEqual(acknowledged)
    expect(existsSync(`${file(folder)}-damaged`)).toBe(false)
  })

  it('is what it says when nothing can be read and nothing was backed up', () => {
    const folder = aFolder()
    writeFileSync(file(folder), 'x'.repeat(20_000))
    const before = readFileSync(file(folder))
    expect(begin(folder)).toMatchObject({ ok: false, problem: { kind: 'damaged' } })
    expect(readFileSync(file(folder)).equals(before)).toBe(true)
  })
})

describe('a damaged log', () => {
  it('that is whole needs no mending', () => {
    const { folder, acknowledged } = worked({ isOpen: true })
    const after = pulledPlug(folder)
    const { store, wasUnclean } = begun(after)
    expect(wasUnclean).toBe(true)
    expect(store.profile.notices()).toEqual([])
    store.close()
    expect(intentsIn(after)).toEqual(acknowledged)
  })

  it('torn in the middle gives back the commits behind the tear, which SQLite forgets in silence', () => {
    const { folder, acknowledged } = worked({ before: 0, after: 30, isOpen: true })
    const after = pulledPlug(folder)
    const log = `${file(after)}-wal`
    const frames = logOf(file(after))?.followed ?? 0
    overwrite(log, 32 + Math.floor(frames / 2) * 4120 + 2000, garbage(64))
    const { store } = begun(after)
    expect(store.profile.notices()).toMatchObject([{ kind: 'restored', backupAtMs: null, isWhole: false }])
    expect(store.profile.renewal()).toMatchObject({ why: 'tailUnproven' })
    store.close()
    expect(new Set(intentsIn(after))).toEqual(new Set(acknowledged))
  })

  it('with its header gone gives back its commits too', () => {
    const { folder, acknowledged } = worked({ before: 0, after: 30, isOpen: true })
    const after = pulledPlug(folder)
    overwrite(`${file(after)}-wal`, 0, garbage(32))
    const { store } = begun(after)
    expect(store.profile.renewal()).toMatchObject({ why: 'tailUnproven' })
    store.close()
    expect(new Set(intentsIn(after))).toEqual(new Set(acknowledged))
  })

  it('cut off within its last commit loses that one only, as a power cut may', () => {
    const { folder, acknowledged } = worked({ before: 0, after: 30, isOpen: true })
    const after = pulledPlug(folder)
    const followed = logOf(file(after))?.followed ?? 0
    truncateSync(`${file(after)}-wal`, 32 + followed * 4120 - 2000)
    const { store } = begun(after)
    expect(store.profile.notices()).toEqual([])
    store.close()
    expect(intentsIn(after)).toEqual(acknowledged.slice(0, 29))
  })
})

describe('a backup', () => {
  it('made while the bench works holds one moment, and everything but the inventory', () => {
    const { folder } = worked({ isOpen: true })
    const made = backUp(folder, Date.parse('2030-01-03T00:00:00Z'))
    expect(made).toMatchObject({ intents: 100, reads: 100 })
    expect(checkBackup(join(folder, 'backups', made.name))).toEqual({ ok: true, value: { intents: 100, reads: 100 } })
  })

  it('in which one intent was changed is no good one', () => {
    const { folder } = worked()
    const made = backUp(folder)
    const path = join(folder, 'backups', made.name)
    const raw = new BetterSqlite3(path)
    raw.exec(`UPDATE outbox SET occurred_at = '2031-01-01T00:00:00.000Z' WHERE bench_seq = 5`)
    raw.close()
    expect(checkBackup(path)).toMatchObject({ ok: false, problem: expect.stringContaining('wrongHash') })
  })
})
