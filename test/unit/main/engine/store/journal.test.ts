import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { RawRead } from '../../../../../src/main/engine/store/contract/records'
import { procedureId } from '../../../../../src/shared/model/ids'
import { tag } from '../../../../support/builders/numbered'
import { opened, staff, tempFile } from './support'

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
