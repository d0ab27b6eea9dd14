// The thread that moves the log of a real database, beside the engine's own connection.
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bulk, bulkOn } from '../../../src/main/engine/store/bulk'
import { openStore } from '../../../src/main/engine/store/open'
import { jobsInWorker } from '../../../src/main/engine/store/worker-jobs'
import { systemClock, systemIds } from '../../../src/platform/system-ports'
import type { Change } from '../../../src/shared/api/entities'
import { personId } from '../../../src/shared/model/ids'
import { temporaryFolder } from '../../e2e/support/bench'

const program = (name: string) => resolve(import.meta.dirname, '../../../out/main', name)

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

function people(from: number, count: number): readonly Change[] {
  return Array.from({ length: count }, (_, index) => ({
    entity: 'person',
    body: { id: personId(`person-${from + index}`), name: 'x'.repeat(400), role: 'staff' },
  }))
}

/** Writes some 20 MiB in small pieces; answers the largest number of pages that were not moved after a piece. */
async function written(program: string) {
  const file = join(folder.path, 'bench.db')
  const opened = openStore({ file, clock: systemClock, ids: systemIds })
  if (!opened.ok) throw new Error(opened.problem.kind)
  const store = opened.value
  const bulk: Bulk = bulkOn(store.log, jobsInWorker(program).keepLog(file))
  const writer = store.mirror.beginSnapshot()
  let most = 0
  for (let piece = 0; piece < 400; piece += 1) {
    writer.add(people(piece * 50, 50))
    await new Promise((resolve) => setImmediate(resolve))
    await bulk.room()
    most = Math.max(most, store.log.pages().unmoved)
  }
  await bulk.end()
  const unmoved = store.log.pages().unmoved
  const known = store.mirror.people().length
  store.close()
  return { most, unmoved, known }
}

test('it moves the log while the engine writes, and ends with it', async () => {
  const { most, unmoved, known } = await written(program('store-worker.cjs'))
  expect(known).toBe(20_000)
  expect(most).toBeLessThan(4000)
  expect(unmoved).toBe(0)
})

test('without it everything is written all the same', async () => {
  const { known } = await written(program('no-such-worker.cjs'))
  expect(known).toBe(20_000)
})
