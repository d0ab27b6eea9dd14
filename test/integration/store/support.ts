// A bench with work on record, and ways to damage its files as disks and power cuts do.
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { type Begun, beginStore } from '../../../src/main/engine/store/begin'
import type { BenchStore } from '../../../src/main/engine/store/contract/store'
import { systemClock, systemIds } from '../../../src/platform/system-ports'
import { containerId, facilityId, intentId, procedureId } from '../../../src/shared/model/ids'
import { aProcedure, placeAt, tag, vial } from '../../support/builders/numbered'
import { at, signer, staff } from '../../unit/main/engine/store/support'

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-damage-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function begin(folder: string, clock = systemClock) {
  return beginStore({ dataDir: folder, clock, ids: systemIds })
}

/** Opened, or the test fails; closed at its end unless it was before. */
export function begun(folder: string, clock = systemClock): Begun {
  const opened = begin(folder, clock)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  let isOpen = true
  const close = () => {
    if (isOpen) opened.value.store.close()
    isOpen = false
  }
  onTestFinished(close)
  return { ...opened.value, store: { ...opened.value.store, close } }
}

export const identity = {
  benchId: signer.benchId,
  centralUrl: 'http://central.example',
  organizationName: 'Clinic',
  facilityId: facilityId(1),
  facilityName: 'Main',
}

export const vialsOf = (count: number) => Array.from({ length: count }, (_, index) => vial(1000 + index))

/** Enrolled, with one procedure of so many vials, and part of an inventory. */
export function enrol(store: BenchStore, vials = 400): void {
  store.profile.saveIdentity(identity)
  store.setSigner(signer)
  store.mirror.apply([{ entity: 'procedure', body: aProcedure(7, { vials: vialsOf(vials) }) }], at(3))
  store.tagging.append(procedureId(7), { kind: 'opened' }, 1, staff)
}

/** One scan as the tagging screen keeps it: the read by itself, then conclusion, event and intent together. */
export function scan(store: BenchStore, index: number): string {
  const read = store.journal.append({
    readerId: 'r',
    model: 'sw-uhf',
    serial: null,
    simulated: false,
    reportHex: 'AB'.repeat(20),
    tags: [tag(index)],
    malformed: null,
    wallMs: 1,
    monotonicMs: 1,
  })
  const bound = {
    procedureId: procedureId(7),
    containerId: containerId(1000 + index),
    tag: tag(index),
    place: placeAt(1, 'C1', 'A', index),
  }
  return store.transact(() => {
    store.journal.conclude(read, 'accepted')
    const source = { model: 'sw-uhf', serial: null, simulated: false }
    const { intentId: id } = store.outbox.enqueue({
      body: { kind: 'tag.assign', ...bound, source },
      actor: staff,
    })
    const { procedureId: procedure, ...what } = bound
    store.tagging.append(procedure, { kind: 'tagged', ...what, intentId: intentId(id), readId: read }, 1, staff)
    return id
  })
}

export const scans = (store: BenchStore, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => scan(store, from + index))

/** The files as they lie on the disk while the bench runs: what a power cut would leave. */
export function pulledPlug(folder: string): string {
  const after = aFolder()
  for (const name of ['bench.db', 'bench.db-wal', 'bench.db-shm']) {
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(after, name))
  }
  return after
}

export function overwrite(path: string, position: number, bytes: Buffer): void {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, position)
  closeSync(file)
}

export const garbage = (bytes: number) => Buffer.alloc(bytes, 0x5a)

/** Numbers of the pages of a table's leaves, as the database itself lists them. */
export function pagesOf(path: string, name: string): readonly number[] {
  const connection = new BetterSqlite3(path, { readonly: true })
  const pages: number[] = []
  const root = Number(connection.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name))
  connection.close()
  const file = readFileSync(path)
  const walk = (page: number) => {
    const start = (page - 1) * 4096 + (page === 1 ? 100 : 0)
    const kind = file[start]
    if (kind === 13 || kind === 10) return void pages.push(page)
    const cells = file.readUInt16BE(start + 3)
    for (let cell = 0; cell < cells; cell++) {
      walk(file.readUInt32BE((page - 1) * 4096 + file.readUInt16BE(start + 12 + cell * 2)))
    }
    walk(file.readUInt32BE(start + 8))
  }
  walk(root)
  return pages
}

export function intentsIn(folder: string): readonly string[] {
  const connection = new BetterSqlite3(join(folder, 'bench.db'), { readonly: true })
  const ids = connection.prepare<[], string>('SELECT intent_id FROM outbox ORDER BY position').pluck().all()
  connection.close()
  return ids
}

export function readsIn(folder: string): number {
  const connection = new BetterSqlite3(join(folder, 'bench.db'), { readonly: true })
  const count = connection.prepare<[], number>('SELECT count(*) FROM journal').pluck().get() ?? 0
  connection.close()
  return count
}
