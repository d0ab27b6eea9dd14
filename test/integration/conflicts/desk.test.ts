// The conflict desk between what it showed and what is decided: the state may be another by then, and the disk may refuse.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ConflictChoice } from '../../../src/shared/model/conflict-kind'
import { storageId } from '../../../src/shared/model/ids'
import type { Procedure } from '../../../src/shared/model/procedure'
import type { TagId } from '../../../src/shared/model/reader'
import { freshTag, supervisor } from '../../support/bench-client'
import { tagOf } from '../../support/builders/procedure'
import { startCentral, type TestCentral } from '../../support/central'
import { benchAt, type FirstBench, newStore, secondBench } from './world'

let central: TestCentral
let other: Awaited<ReturnType<typeof secondBench>>
let folder: string
let bench: FirstBench
let procedure: Procedure
beforeAll(async () => {
  central = await startCentral()
  other = await secondBench(central)
})
afterAll(() => central.stop())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'))
  procedure = await newStore(central, 1)
  bench = await benchAt(central, join(folder, 'bench.db'))
})
afterEach(() => {
  bench.close()
  rmSync(folder, { recursive: true, force: true })
})

let canes = 0
function vial() {
  const [only] = procedure.vials
  if (only === undefined) throw new Error('no vial')
  return only.containerId
}

/** Both benches have tagged the only vial; central has taken the other's tag. A supervisor stands at this one. */
async function taggedTwice() {
  const cane = { storageId: storageId(2), canister: `C${(++canes % 6) + 1}`, cane: `DK${canes}` }
  expect((await other({ kind: 'cane.add', ...cane }))?.result).toBe('accepted')
  await bench.fetch()
  const source = { model: 'test', serial: null, simulated: true }
  const assign = (position: number, tag: TagId) => {
    const containerId = vial()
    const place = { ...cane, position }
    return { kind: 'tag.assign', procedureId: procedure.id, containerId, tag, place, source } as const
  }
  const [ours, theirs] = [tagOf(freshTag()), tagOf(freshTag())]
  bench.ask(assign(1, ours))
  expect((await other(assign(2, theirs)))?.result).toBe('accepted')
  await bench.send()
  await bench.fetch()
  bench.stand(supervisor)
  const [conflict] = bench.open()
  expect(conflict?.choices.map(({ choice }) => choice)).toEqual(['keepCentral', 'useOurTag'])
  if (conflict === undefined) throw new Error('no conflict')
  const { id: conflictId } = conflict
  /** As the window asks: by what it was shown before, and without looking again. */
  const decide = (choice: ConflictChoice) => bench.conflicts.resolve({ conflictId, choice, reason: 'decided' })
  return { ours, theirs, decide }
}

/** Looked up without having the desk look: it must do that by itself. */
const kept = () => ({
  unresolved: bench.store.outbox.unresolved().map(({ envelope }) => envelope.intentId),
  waiting: bench.store.outbox.summary().waiting,
})

test('a choice that was shown and is none any more is refused, and nothing of it is kept', async () => {
  const { decide } = await taggedTwice()
  await other({ kind: 'procedure.cancel', procedureId: procedure.id, reason: 'Not needed' }, supervisor)
  await bench.fetch()
  const before = kept()
  expect(decide('useOurTag')).toEqual({ ok: false, problem: { kind: 'choiceGone' } })
  expect(kept()).toEqual(before)
  expect(decide('keepCentral').ok).toBe(true)
})

test('what this bench itself did since, and has not sent, counts too', async () => {
  const { theirs, decide } = await taggedTwice()
  const release = { kind: 'tag.release', containerId: vial(), tag: theirs, reason: 'Fell off' } as const
  bench.ask({ ...release, procedureId: procedure.id })
  expect(decide('useOurTag')).toEqual({ ok: false, problem: { kind: 'choiceGone' } })
})

test('a disk that refuses in the middle leaves the conflict as it was, and it is decided by the next try', async () => {
  const { ours, decide } = await taggedTwice()
  const before = kept()
  const { outbox } = bench.store
  const { enqueue } = outbox
  let written = 0
  Object.assign(outbox, {
    enqueue(intent: Parameters<typeof enqueue>[0]) {
      if (++written === 3) throw new Error('disk full')
      return enqueue(intent)
    },
  })
  expect(() => decide('useOurTag')).toThrow('disk full')
  expect(kept()).toEqual(before)
  Object.assign(outbox, { enqueue })
  expect(decide('useOurTag').ok).toBe(true)
  while (await bench.send());
  await bench.fetch()
  expect(bench.store.outbox.refused()).toEqual([])
  expect((await bench.central(procedure.id))?.vials[0]?.tag).toBe(ours)
})
