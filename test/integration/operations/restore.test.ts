// A restore that somebody has asked for: nothing that was scanned since the backup is lost, and nothing that is no backup of this bench gets in.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { runTask } from '../../../src/main/command-line/run'
import { makeBackup } from '../../../src/main/engine/store/backup/folder'
import { checkBackup } from '../../../src/main/engine/store/backup/verify'
import { requestRestore, stage } from '../../../src/main/engine/store/restore/restore-order'
import type { Task } from '../../../src/main/shell/tasks'
import { benchId } from '../../../src/shared/model/ids'
import { newBenchKey } from '../../../src/trust'
import {
  aFolder,
  begin,
  begun,
  enrol,
  garbage,
  identity,
  intentsIn,
  overwrite,
  pulledPlug,
  readsIn,
  scans,
} from '../store/support'

const atMs = Date.parse('2030-01-01T00:00:00Z')
const file = (folder: string) => join(folder, 'bench.db')

/** What the program says to a task in this folder. */
const told = (dataDir: string, task: Task) =>
  runTask(task, { dataDir, version: '1', policyFile: join(dataDir, 'policy.json'), cwd: dataDir, nowMs: Date.now() })

function backedUp(folder: string): string {
  const made = makeBackup({ source: file(folder), folder: join(folder, 'backups'), nowMs: atMs, before: null })
  if (made.kind !== 'backedUp') throw new Error(made.detail)
  return join(folder, 'backups', made.name)
}

/** A closed bench with 30 scans in its backup and 20 more since. */
function worked() {
  const folder = aFolder()
  const { store } = begun(folder)
  enrol(store)
  const first = scans(store, 1, 30)
  const backup = backedUp(folder)
  const later = scans(store, 31, 50)
  store.close()
  return { folder, backup, acknowledged: [...first, ...later] }
}

describe('a restore by hand', () => {
  it('takes over what was scanned since, and keeps the database before', () => {
    const { folder, backup, acknowledged } = worked()
    const before = readFileSync(file(folder))
    const said = told(folder, { kind: 'restore', file: backup })
    expect(said).toMatchObject({ exitCode: 0, err: expect.stringContaining('20 reads, 20 entries') })
    expect(intentsIn(folder)).toEqual(acknowledged)
    expect(readsIn(folder)).toBe(50)
    const { store } = begun(folder)
    const [notice] = store.profile.notices()
    expect(notice).toMatchObject({ kind: 'restoredByHand', isWhole: true, reason: '--restore', backupAtMs: atMs })
    expect(store.profile.renewal()).toBeNull()
    expect(store.profile.identity()).toEqual(identity)
    if (notice?.kind !== 'restoredByHand') return
    expect(readFileSync(join(folder, notice.aside, 'bench.db')).equals(before)).toBe(true)
    expect(JSON.parse(readFileSync(join(folder, notice.aside, 'restore.json'), 'utf8'))).toMatchObject({
      reason: '--restore',
    })
    for (const left of ['bench.db-damaged', 'bench.db-restore', 'bench.db.restoring']) {
      expect(existsSync(join(folder, left)), left).toBe(false)
    }
  })

  it('takes over commits that only the log of a bench that was not closed holds', () => {
    const folder = aFolder()
    const { store } = begun(folder)
    enrol(store)
    const acknowledged = scans(store, 1, 10)
    const backup = backedUp(folder)
    const all = [...acknowledged, ...scans(store, 11, 20)]
    const after = pulledPlug(folder)
    expect(told(after, { kind: 'restore', file: backup }).exitCode).toBe(0)
    expect(intentsIn(after)).toEqual(all)
  })

  it('that was cut off begins again at the next start, from the backup that was wished for', () => {
    const { folder, backup, acknowledged } = worked()
    const from = stage(backup, file(folder))
    requestRestore(file(folder), { from, backupAtMs: 7, by: 'Ada', reason: 'test' })
    // The new database can't be made: the files before are aside already, and nothing else has happened.
    mkdirSync(`${file(folder)}.restoring`)
    expect(begin(folder)).toMatchObject({ ok: false, problem: { kind: 'cannotOpen' } })
    expect(intentsIn(folder)).toEqual(acknowledged)
    rmSync(`${file(folder)}.restoring`, { recursive: true })
    const { store } = begun(folder)
    expect(store.profile.notices()).toMatchObject([{ kind: 'restoredByHand', backupAtMs: 7, by: 'Ada', isWhole: true }])
    store.close()
    expect(intentsIn(folder)).toEqual(acknowledged)
    expect(readdirSync(join(folder, 'replaced'))).toHaveLength(1)
  })

  it('whose backup has gone bad since takes the newest good one', () => {
    const { folder, backup, acknowledged } = worked()
    const from = stage(backup, file(folder))
    requestRestore(file(folder), { from, backupAtMs: 7, by: 'Ada', reason: 'test' })
    overwrite(from, 0, garbage(4096))
    const { store } = begun(folder)
    expect(store.profile.notices()).toMatchObject([{ kind: 'restoredByHand', backupAtMs: atMs, isWhole: true }])
    store.close()
    expect(intentsIn(folder)).toEqual(acknowledged)
  })

  it('in an empty folder brings all back, as a bench that needs a new identity', () => {
    const { backup, acknowledged } = worked()
    const folder = aFolder()
    const said = told(folder, { kind: 'restore', file: backup })
    expect(said).toMatchObject({ exitCode: 0, err: expect.stringContaining('new identity') })
    expect(intentsIn(folder)).toEqual(acknowledged.slice(0, 30))
    expect(JSON.parse(readFileSync(join(folder, 'shell.json'), 'utf8'))).toMatchObject({ mode: 'bench' })
    const { store } = begun(folder)
    expect(store.profile.renewal()).toMatchObject({ why: 'tailUnproven' })
  })

  it('refuses while a bench works with the folder', () => {
    const { folder, backup } = worked()
    const { store } = begun(folder)
    expect(told(folder, { kind: 'restore', file: backup })).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('close it first'),
    })
    expect(store.profile.notices()).toEqual([])
  })

  it.each<[string, RegExp, (backup: string) => void]>([
    ['is not there', /There is no file/, (path) => rmSync(path)],
    ['is a folder', /There is no file/, folderAt],
    ['is no database', /not a Cryobench backup/, (path) => writeFileSync(path, 'holiday pictures'.repeat(999))],
    ['is empty', /not a Cryobench backup/, (path) => writeFileSync(path, '')],
    ['is another database', /not a Cryobench backup/, otherDatabaseAt],
    ['is of a newer program', /newer version of Cryobench/, (path) => madeBy(path, 'PRAGMA user_version = 999')],
    ['has a damaged page', /is damaged/, (path) => overwrite(path, 8192, garbage(4096))],
    [
      'was changed',
      /is damaged/,
      (path) => madeBy(path, `UPDATE outbox SET body = replace(body, '"C1"', '"C9"') WHERE bench_seq = 9`),
    ],
  ])('refuses a file that %s, and touches nothing', (_name, sentence, spoil) => {
    const { folder, backup } = worked()
    const copy = join(folder, 'copy.db')
    copyFileSync(backup, copy)
    spoil(copy)
    const before = readFileSync(file(folder))
    const said = told(folder, { kind: 'restore', file: copy })
    expect(said.err).toMatch(sentence)
    expect(said.exitCode).toBe(1)
    expect(readFileSync(file(folder)).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => /restore|damaged|replaced/.test(name))).toEqual([])
  })

  it('refuses a backup of another bench, also when the present database can no longer say whose it is', () => {
    const { backup } = worked()
    const other = aFolder()
    const { store } = begun(other)
    const { privateKeyPem } = newBenchKey()
    const id = benchId('01890000-0000-7000-8000-000000000002')
    store.profile.saveIdentity({ ...identity, benchId: id })
    store.setSigner({ benchId: id, privateKeyPem })
    backedUp(other)
    store.close()
    expect(told(other, { kind: 'restore', file: backup }).err).toMatch(/belongs to another bench \(Main\)/)
    overwrite(file(other), 0, garbage(4096))
    expect(told(other, { kind: 'restore', file: backup }).err).toMatch(/belongs to another bench/)
  })
})

function folderAt(path: string): void {
  rmSync(path)
  mkdirSync(path)
}

function otherDatabaseAt(path: string): void {
  rmSync(path)
  madeBy(path, 'CREATE TABLE cat (name)')
}

const madeBy = (path: string, sql: string) => {
  const database = new BetterSqlite3(path)
  // A backup has no triggers, which are of the running database.
  database.exec(sql)
  database.close()
}

describe('--backup', () => {
  it('copies a running bench and one that is closed, and says where to', () => {
    const folder = aFolder()
    const { store } = begun(folder)
    enrol(store)
    scans(store, 1, 5)
    const running = told(folder, { kind: 'backup', file: null })
    expect(running).toMatchObject({ exitCode: 0, err: expect.stringContaining('5 reads, 5 entries') })
    expect(checkBackup(running.out)).toMatchObject({ ok: true, value: { intents: 5 } })
    scans(store, 6, 7)
    store.close()
    const closed = told(folder, { kind: 'backup', file: 'copy.db' })
    expect(closed).toMatchObject({ exitCode: 0, out: join(folder, 'copy.db') })
    expect(checkBackup(closed.out)).toMatchObject({ ok: true, value: { intents: 7 } })
    expect(told(folder, { kind: 'backup', file: 'copy.db' }).err).toMatch(/already exists/)
    mkdirSync(join(folder, 'stick'))
    expect(told(folder, { kind: 'backup', file: 'stick' }).out).toMatch(/stick.bench-\d{6}-\d{8}T\d{6}Z\.db$/)
    expect(told(folder, { kind: 'backup', file: 'no/such/folder.db' })).toMatchObject({ exitCode: 1 })
  })

  it('leaves the log of a bench that was not closed as it is: its start mends what SQLite would forget', () => {
    const folder = aFolder()
    const { store } = begun(folder)
    enrol(store)
    const acknowledged = scans(store, 1, 30)
    const after = pulledPlug(folder)
    const log = `${file(after)}-wal`
    overwrite(log, 32 + 20 * 4120 + 2000, garbage(64))
    const before = readFileSync(log)
    expect(told(after, { kind: 'backup', file: null }).exitCode).toBe(0)
    expect(told(after, { kind: 'diagnose', file: null, withDumps: false }).exitCode).toBe(0)
    expect(readFileSync(log).equals(before)).toBe(true)
    expect(readdirSync(join(after, 'backups')).filter((name) => !name.endsWith('.db'))).toEqual([])
    const opened = begun(after)
    expect(opened.wasUnclean).toBe(true)
    opened.store.close()
    expect(new Set(intentsIn(after))).toEqual(new Set(acknowledged))
  })

  it('refuses where there is no database, and one of a newer program', () => {
    const folder = aFolder()
    expect(told(folder, { kind: 'backup', file: null }).err).toMatch(/no database/)
    begun(folder).store.close()
    madeBy(file(folder), 'PRAGMA user_version = 999')
    expect(told(folder, { kind: 'backup', file: null }).err).toMatch(/newer version of Cryobench/)
    expect(begin(folder)).toMatchObject({ ok: false })
  })
})
