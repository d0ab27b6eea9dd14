// What central will not even take is nobody's disagreement at the bench: it is the administrator's, and central's state is the way out.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ProblemOf } from '../../../src/shared/acts/problems'
import { storageId } from '../../../src/shared/model/ids'
import { parseTagId } from '../../../src/shared/model/tag'
import { freshTag } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { benchAt, type FirstBench, newStore, secondBench } from './world'

let central: TestCentral
let folder: string
let bench: FirstBench
beforeAll(async () => {
  central = await startCentral()
})
afterAll(() => central.stop())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'not-accepted-'))
})
afterEach(() => {
  bench.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Two vials tagged here; central takes no batch with the first of them, as the sender finds out. */
async function parkedFor(problem: ProblemOf<'notAccepted'>) {
  const procedure = await newStore(central, 2)
  const cane = { storageId: storageId(2), canister: 'C2', cane: `NA${procedure.id}` }
  expect((await (await secondBench(central))({ kind: 'cane.add', ...cane }))?.result).toBe('accepted')
  bench = await benchAt(central, join(folder, 'bench.db'))
  for (const [index, { containerId }] of procedure.vials.entries()) {
    const tag = parseTagId(freshTag())
    if (tag === undefined) throw new Error('no tag')
    const source = { model: 'test', serial: null, simulated: true }
    const place = { ...cane, position: index + 1 }
    bench.ask({ kind: 'tag.assign', procedureId: procedure.id, containerId, tag, place, source })
  }
  const [spoilt] = bench.store.outbox.nextBatch(100, Date.now())
  if (spoilt === undefined) throw new Error('nothing waits')
  const id = spoilt.envelope.intentId
  bench.store.outbox.park([id], problem)
  return { id, procedure }
}

test.each([
  [400, 'VALIDATION_ERROR'],
  [413, 'TOO_LARGE'],
  [422, 'INTENT_REUSED'],
])('a %i is one conflict, the administrator has to act, and central can be left as it is', async (status, code) => {
  const { id, procedure } = await parkedFor({ kind: 'notAccepted', status, code })
  const open = bench.open()
  expect(open).toMatchObject([
    {
      id,
      kind: 'impossible',
      owner: 'administrator',
      bench: { kind: 'tag.assign', behind: [{ kind: 'tag.assign' }] },
      central: { problem: { kind: 'notAccepted', status, code }, procedure: { id: procedure.id, status: 'PENDING' } },
    },
  ])
  expect(open[0]?.choices[0]).toEqual({ choice: 'keepCentral', right: 'conflict.resolve', needsReason: false })
  expect(bench.store.outbox.summary()).toMatchObject({ waiting: 0, refused: 2 })

  expect(bench.resolve(0, 'keepCentral')).toMatchObject({ ok: true })
  while (await bench.send());
  await bench.fetch()
  expect(bench.open()).toEqual([])
  expect(bench.uncovered()).toEqual([])
  expect(bench.store.outbox.summary()).toMatchObject({ waiting: 0, refused: 0 })
})
