// A newer program finds a database of an earlier version: before it changes anything in there, it keeps a copy of what was.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3'
import { expect, it } from 'vitest'
import { columnsOf, copiedTables } from '../../../src/main/engine/store/backup/copied'
import { checkBackup } from '../../../src/main/engine/store/backup/verify'
import { migrations } from '../../../src/main/engine/store/migrations'
import { migrate } from '../../../src/main/engine/store/open'
import { pathsIn } from '../../../src/main/engine/store/paths'
import { restore } from '../../../src/main/engine/store/restore/restore'
import { versionOnDisk } from '../../../src/main/engine/store/restore/salvage-copy'
import { signer, stillClock } from '../../unit/main/engine/store/support'
import { aFolder, begun, enrol, garbage, intentsIn, overwrite, readsIn, scan, scans } from './support'

const earlier = 3
const clock = stillClock(Date.parse('2030-01-01T00:00:00Z'))
const backupName = `bench-000001-20300101T000000Z-before-${earlier}.db`

const onFile = (path: string, work: (connection: Connection) => void) => {
  const connection = new BetterSqlite3(path)
  work(connection)
  connection.close()
}

/** A bench with work on record, as the program before the last migrations has left it. */
function earlierBench() {
  const now = aFolder()
  const { store } = begun(now)
  enrol(store)
  const acknowledged = scans(store, 1, 40)
  store.close()
  const folder = aFolder()
  onFile(pathsIn(folder).file, (connection) => {
    migrate(connection, earlier)
    connection.prepare('ATTACH ? AS now').run(pathsIn(now).file)
    for (const { name } of copiedTables(connection, 'main')) {
      const columns = columnsOf(connection, 'main', name).join()
      connection.exec(
        `DELETE FROM main.${name}; INSERT INTO main.${name} (${columns}) SELECT ${columns} FROM now.${name}`,
      )
    }
  })
  expect(versionOnDisk(pathsIn(folder).file)).toBe(earlier)
  return { folder, acknowledged, ...pathsIn(folder) }
}

it('is backed up as it was, and goes on with all its rows', () => {
  const { folder, file, backups, acknowledged } = earlierBench()
  const { store, backup } = begun(folder, clock)
  const inside = { reads: 40, intents: 40 }
  expect(backup).toMatchObject({ kind: 'backedUp', name: backupName, ...inside })
  expect(readdirSync(backups)).toEqual([backupName])
  expect(checkBackup(join(backups, backupName))).toEqual({ ok: true, value: inside })
  expect(versionOnDisk(join(backups, backupName))).toBe(earlier)

  store.setSigner(signer)
  const next = scan(store, 41)
  store.close()
  expect(versionOnDisk(file)).toBe(migrations.length)
  expect(intentsIn(folder)).toEqual([...acknowledged, next])
  expect(readsIn(folder)).toBe(41)
  // Once is enough.
  expect(begun(folder).backup).toBeNull()
})

it('has everything back from this copy, should the database be lost', () => {
  const { folder, file, backups, acknowledged } = earlierBench()
  begun(folder, clock).store.close()
  overwrite(file, 0, garbage(8192))
  const nowMs = clock.wallMs()
  expect(restore({ file, backups, nowMs, migrate, newest: migrations.length })).toMatchObject({ backupAtMs: nowMs })
  begun(folder, clock).store.close()
  expect(intentsIn(folder)).toEqual(acknowledged)
})

it('goes on without a copy where none can be made, and says so', () => {
  const { folder, file, backups, acknowledged } = earlierBench()
  // No folder can be made there.
  writeFileSync(backups, '')
  const { store, backup } = begun(folder, clock)
  expect(backup).toMatchObject({ kind: 'backupFailed', why: 'refused' })
  store.close()
  expect(versionOnDisk(file)).toBe(migrations.length)
  expect(intentsIn(folder)).toEqual(acknowledged)
})

it('that was made only now is no earlier one', () => {
  const folder = aFolder()
  const { backup, paths } = begun(folder, clock)
  expect(backup).toBeNull()
  expect(existsSync(paths.backups)).toBe(false)
})
