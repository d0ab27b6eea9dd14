import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { RawRead, TaggingEvent } from '../../../../../src/main/engine/store/contract'
import { benchId, containerId, facilityId, procedureId } from '../../../../../src/shared/model/ids'
import { aProcedure, tag } from '../../../../support/builders/numbered'
import { at, opened, staff, tempFile } from './support'

const read = (over: Partial<RawRead> = {}): RawRead => ({
  readerId: 'usb-1',
  model: 'sw-uhf',
  serial: null,
  simulated: false,
  reportHex: 'CF0001',
  tags: [tag(1)],
  malformed: null,
  wallMs: 1000,
  monotonicMs: 12.25,
  ...over,
})

describe('journal', () => {
  test('a read is on disk before anything is concluded from it', () => {
    const file = tempFile()
    const store = opened(file)
    const id = store.journal.append(read())
    const other = new BetterSqlite3(file, { readonly: true })
    expect(other.prepare('SELECT report_hex FROM journal WHERE id = ?').pluck().get(id)).toBe('CF0001')
    other.close()
  })

  test('what a dead run left without conclusion is given out, oldest first', () => {
    const store = opened()
    const first = store.journal.append(read())
    const second = store.journal.append(read({ malformed: 'short', tags: [] }))
    store.journal.conclude(store.journal.append(read()), 'accepted')
    expect(store.journal.unconcluded().map(({ id }) => id)).toEqual([first, second])
    expect(store.journal.unconcluded()[1]).toEqual({ id: second, ...read({ malformed: 'short', tags: [] }) })
  })

  test('a conclusion is part of the transaction, and final', () => {
    const store = opened()
    const id = store.journal.append(read())
    expect(() =>
      store.transact(() => {
        store.journal.conclude(id, 'accepted')
        throw new Error('disk full')
      }),
    ).toThrow('disk full')
    expect(store.journal.unconcluded()).toHaveLength(1)
    store.journal.conclude(id, 'ignored')
    expect(() => store.journal.conclude(id, 'accepted')).toThrow()
  })

  test('inside a transaction nothing can be journaled: it would not be durable', () => {
    const store = opened()
    expect(() => store.transact(() => store.journal.append(read()))).toThrow()
  })

  test('reads, intents and tagging events can be neither deleted nor rewritten, whoever tries', () => {
    const file = tempFile()
    const store = opened(file)
    store.journal.append(read())
    store.tagging.append(procedureId(1), { kind: 'opened' }, 1, staff)
    store.outbox.enqueue({
      body: { kind: 'procedure.prepare', procedureId: procedureId(1) },
      actor: staff,
      baseVersions: {},
    })
    const other = new BetterSqlite3(file)
    for (const sql of [
      'DELETE FROM journal',
      `UPDATE journal SET report_hex = 'FF'`,
      'DELETE FROM outbox',
      `UPDATE outbox SET body = '{}'`,
      'UPDATE outbox SET bench_seq = 9',
      'DELETE FROM tagging_event',
      `UPDATE tagging_event SET event = '{}'`,
    ]) {
      expect(() => other.exec(sql), sql).toThrow()
    }
    other.close()
  })
})

describe('tagging log', () => {
  const tagged: TaggingEvent = { kind: 'skipped', containerId: containerId(100) }

  test('a session is the list of its events', () => {
    const store = opened()
    for (const event of [{ kind: 'opened' }, tagged] as const) store.tagging.append(procedureId(1), event, 1, staff)
    store.tagging.append(procedureId(2), { kind: 'opened' }, 1, staff)
    expect(store.tagging.events(procedureId(1))).toEqual([{ kind: 'opened' }, tagged])
    expect(store.tagging.events(procedureId(9))).toEqual([])
  })

  test('open until it is stopped or finished; stopped ones can be resumed while central has them open', () => {
    const store = opened()
    const [one, two, gone] = [procedureId(1), procedureId(2), procedureId(3)]
    store.mirror.apply(
      [1, 2].map((n) => ({ entity: 'procedure' as const, body: aProcedure(n) })),
      at(1),
    )
    expect(store.tagging.open()).toBeNull()
    store.tagging.append(one, { kind: 'opened' }, 1, staff)
    store.tagging.append(one, tagged, 2, staff)
    expect(store.tagging.open()).toBe(one)
    store.tagging.append(one, { kind: 'stopped' }, 3, staff)
    store.tagging.append(gone, { kind: 'opened' }, 4, staff)
    store.tagging.append(gone, { kind: 'stopped' }, 4, staff)
    expect(store.tagging.open()).toBeNull()
    expect(store.tagging.resumable()).toEqual([one])
    store.tagging.append(two, { kind: 'opened' }, 5, staff)
    store.tagging.append(two, { kind: 'finished' }, 6, staff)
    store.tagging.append(one, { kind: 'opened' }, 7, staff)
    expect(store.tagging.open()).toBe(one)
    expect(store.tagging.resumable()).toEqual([])
  })
})

describe('profile', () => {
  test('keeps who the bench is and how it is set', () => {
    const file = tempFile()
    const store = opened(file)
    expect(store.profile.identity()).toBeNull()
    expect(store.profile.settings()).toMatchObject({ language: 'system', muted: false })
    const identity = {
      benchId: benchId('b'),
      centralUrl: 'http://c',
      organizationName: 'O',
      facilityId: facilityId(1),
      facilityName: 'F',
    }
    store.profile.saveIdentity(identity)
    store.profile.saveSettings({ language: 'de', scheme: 'dark', volume: 0.2, muted: true })
    store.profile.saveCurrentPerson('p-2')
    const again = opened(file)
    expect(again.profile.identity()).toEqual(identity)
    expect(again.profile.settings()).toEqual({ language: 'de', scheme: 'dark', volume: 0.2, muted: true })
    expect(again.profile.currentPerson()).toBe('p-2')
  })
})

describe('transactions', () => {
  test('listeners hear once, after the outermost commit, of all that was touched', () => {
    const store = opened()
    const heard: string[][] = []
    const stop = store.onCommit((touched) => heard.push([...touched].sort()))
    store.transact(() => {
      store.transact(() => store.tagging.append(procedureId(1), { kind: 'opened' }, 1, staff))
      store.profile.saveCurrentPerson('p')
      expect(heard).toEqual([])
    })
    expect(heard).toEqual([['profile', 'tagging']])
    stop()
    store.profile.saveCurrentPerson('q')
    expect(heard).toHaveLength(1)
  })

  test('what was rolled back is neither there nor told', () => {
    const store = opened()
    store.mirror.apply([{ entity: 'procedure', body: aProcedure(1) }], at(1))
    expect(store.mirror.procedure(procedureId(1))?.version).toBe(1)
    const heard: unknown[] = []
    store.onCommit((touched) => heard.push(touched))
    expect(() =>
      store.transact(() => {
        store.mirror.apply([{ entity: 'procedure', body: aProcedure(1, { version: 2 }) }], at(2))
        expect(store.mirror.procedure(procedureId(1))?.version).toBe(2)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(store.mirror.procedure(procedureId(1))?.version).toBe(1)
    expect(store.mirror.cursor()).toEqual(at(1))
    expect(heard).toEqual([])
  })
})
