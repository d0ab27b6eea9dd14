// A newer program was installed, brought the database up to date and never came up: the older one goes on from the backup of before.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUpBeforeUpdate, forgetUpdate } from '../../../src/main/engine/store/backup/before-update'
import { migrations } from '../../../src/main/engine/store/migrations'
import { pathsIn } from '../../../src/main/engine/store/paths'
import { versionOnDisk } from '../../../src/main/engine/store/restore/salvage-copy'
import { signer } from '../../unit/main/engine/store/support'
import { aFolder, begin, begun, enrol, intentsIn, overwrite, readsIn, scans } from './support'

const nowMs = Date.parse('2030-01-01T00:00:00Z')
/** As a program with one more migration leaves it. */
const newer = () => Buffer.from([0, 0, 0, migrations.length + 1])
const versionAt = 60

/** A bench that was shut down for an update, and whose database a newer program has had. */
function updated() {
  const folder = aFolder()
  const { store } = begun(folder)
  enrol(store)
  const acknowledged = scans(store, 1, 40)
  expect(backUpBeforeUpdate(folder, pathsIn(folder), nowMs)).toBeNull()
  store.close()
  overwrite(join(folder, 'bench.db'), versionAt, newer())
  return {
    folder,
    acknowledged,
    backup: join(folder, 'backups', `bench-000001-20300101T000000Z-before-${migrations.length}.db`),
  }
}

describe('a database of a version that never came up', () => {
  it('gives way to the backup of the moment before, with nothing lost and the newer one kept', () => {
    const { folder, acknowledged } = updated()
    const { store } = begun(folder)
    const [notice] = store.profile.notices()
    expect(notice).toMatchObject({ kind: 'rolledBack', backupAtMs: nowMs })
    expect(store.profile.renewal()).toBeNull()
    expect(store.mirror.openProcedures()).toHaveLength(1)
    store.close()
    expect(intentsIn(folder)).toEqual(acknowledged)
    expect(readsIn(folder)).toBe(40)
    const aside = notice?.kind === 'rolledBack' ? notice.aside : ''
    expect(versionOnDisk(join(folder, aside, 'bench.db'))).toBe(migrations.length + 1)
    // Once is enough.
    const again = begun(folder)
    expect(again.store.profile.notices()).toHaveLength(1)
  })

  it.each([
    ['that came up: work may have been done with it', ({ folder }: ReturnType<typeof updated>) => forgetUpdate(folder)],
    ['whose backup is gone', ({ backup }: ReturnType<typeof updated>) => rmSync(backup)],
    [
      'whose backup is damaged',
      ({ backup }: ReturnType<typeof updated>) => overwrite(backup, 4096, Buffer.alloc(4096, 7)),
    ],
  ])('%s is refused, and not touched', (_why, happened) => {
    const bench = updated()
    happened(bench)
    const file = join(bench.folder, 'bench.db')
    const before = readFileSync(file)
    expect(begin(bench.folder)).toMatchObject({ ok: false, problem: { kind: 'newerDatabase' } })
    expect(readFileSync(file).equals(before)).toBe(true)
    for (const aside of ['damaged', 'replaced']) expect(existsSync(join(bench.folder, aside))).toBe(false)
  })

  it('that the older program can read as it is stays: it knows most', () => {
    const { folder } = updated()
    overwrite(join(folder, 'bench.db'), versionAt, Buffer.from([0, 0, 0, migrations.length]))
    const { store } = begun(folder)
    store.setSigner(signer)
    scans(store, 41, 50)
    store.close()
    const again = begun(folder)
    expect(again.store.profile.notices()).toEqual([])
    again.store.close()
    expect(readsIn(folder)).toBe(50)
  })
})

it('a backup that the disk refuses keeps the update from being installed', () => {
  const folder = aFolder()
  const { store } = begun(folder)
  enrol(store)
  store.close()
  expect(backUpBeforeUpdate(folder, { file: join(folder, 'bench.db'), backups: '/dev/null/backups' }, nowMs)).toContain(
    'refused',
  )
})
