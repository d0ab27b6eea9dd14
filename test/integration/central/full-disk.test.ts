// Central's disk is full: what is refused says why, nothing half is left, and it goes on once there is room.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqlite } from '../../../src/central/store/sqlite/open'
import type { Db } from '../../../src/central/store/store'
import { canMount, smallDisk } from '../../support/small-disk'

const keep = (db: Db, key: string, value: string) => db.insertInto('settings').values({ key, value }).execute()

describe.runIf(canMount())('a disk that is full', () => {
  it('is named as such, and takes the next transaction once it has room', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'central-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const disk = smallDisk(join(folder, 'd'), 8)
    onTestFinished(disk.remove)
    const opened = await openSqlite(disk.path)
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
    const store = opened.value
    onTestFinished(() => store.close())
    disk.fill()
    const much = async (db: Db) => {
      for (let count = 0; count < 100; count += 1) await keep(db, `k${count}`, 'x'.repeat(100_000))
    }
    await expect(store.transaction(much)).rejects.toThrow(/full/)
    disk.free()
    await store.transaction((db) => keep(db, 'then', 'y'))
    const kept = await store.db.selectFrom('settings').select('key').where('key', 'like', 'k%').execute()
    expect(kept).toEqual([])
  })
})
