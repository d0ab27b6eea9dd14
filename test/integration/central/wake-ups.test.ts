// How processes on one PostgreSQL database wake each other when notifications don't get through.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { PostgresStore } from '../../../src/central/store/postgres/open'
import { sharedWakeUps } from '../../../src/central/store/postgres/wake-ups'
import { newDatabase, openStore, query } from '../../support/postgres'

let url: string
let store: PostgresStore
beforeAll(async () => {
  url = await newDatabase()
  store = await openStore(url)
  await query(url, `insert into organizations (name, created_at) values ('O', '2026')`)
  await query(url, `insert into facilities (organization_id, name, created_at) values (1, 'F', '2026')`)
  await query(url, 'insert into feed_heads (facility_id, head, tail) values (1, 3, 0)')
})
afterAll(() => store.close())

/** Timers that the test runs, by the shortest wait first. */
function heldTimers() {
  const held: { readonly delayMs: number; readonly run: () => void }[] = []
  return {
    after(delayMs: number, run: () => void) {
      const entry = { delayMs, run }
      held.push(entry)
      return () => {
        const index = held.indexOf(entry)
        if (index >= 0) held.splice(index, 1)
      }
    },
    waits: () => held.map((each) => each.delayMs),
    run(delayMs: number) {
      const index = held.findIndex((each) => each.delayMs === delayMs)
      const [entry] = index < 0 ? [] : held.splice(index, 1)
      if (!entry) throw new Error(`Nobody waits for ${delayMs} ms`)
      entry.run()
    },
  }
}

test('a process that hears nothing looks every second, and tells each head once', async () => {
  const timers = heldTimers()
  const deaf = sharedWakeUps(store.db, { connectionString: 'postgres://u@127.0.0.1:1/x' }, timers)
  const heard: [number, number][] = []
  deaf.listen((facility, head) => heard.push([facility, head]))
  timers.run(1_000)
  await vi.waitFor(() => expect(heard).toEqual([[1, 3]]))
  await query(url, 'update feed_heads set head = 7')
  await vi.waitFor(() => expect(timers.waits()).toContain(1_000))
  timers.run(1_000)
  await vi.waitFor(() =>
    expect(heard).toEqual([
      [1, 3],
      [1, 7],
    ]),
  )
  deaf.notify(1, 7)
  deaf.notify(1, 6)
  expect(heard).toHaveLength(2)
  await deaf.stop()
  expect(timers.waits()).toEqual([])
})

test('a process that hears tells at once what others tell, and still looks now and then', async () => {
  const timers = heldTimers()
  const hearing = sharedWakeUps(store.db, { connectionString: url }, timers)
  const heard: number[] = []
  hearing.listen((_, head) => heard.push(head))
  await vi.waitFor(() => expect(heard).toEqual([7]))
  store.wakeUps.notify(1, 8)
  await vi.waitFor(() => expect(heard).toEqual([7, 8]))
  await query(url, 'update feed_heads set head = 9')
  timers.run(1_000)
  await vi.waitFor(() => expect(heard).toEqual([7, 8, 9]))
  await vi.waitFor(() => expect(timers.waits()).toEqual([5_000]))
  await hearing.stop()
})
