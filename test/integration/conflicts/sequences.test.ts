// Whatever sequence of acts, refusals, decisions and lost answers: no refused intent is left without its conflict or its resolution, and
// central's state stays one that its own rules lead to.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conflictChoices } from '../../../src/shared/model/conflict-kind'
import { storageId } from '../../../src/shared/model/ids'
import type { Place } from '../../../src/shared/model/place'
import type { Procedure } from '../../../src/shared/model/procedure'
import type { TagId } from '../../../src/shared/model/reader'
import { parseTagId } from '../../../src/shared/model/tag'
import type { ProcedureEvent } from '../../../src/shared/procedure/event'
import { step } from '../../../src/shared/procedure/step'
import { staff, supervisor } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { benchAt, type FirstBench, newStore, secondBench } from './world'

let central: TestCentral
let other: Awaited<ReturnType<typeof secondBench>>
let folder: string
beforeAll(async () => {
  central = await startCentral()
  other = await secondBench(central)
  folder = mkdtempSync(join(tmpdir(), 'conflicts-'))
})
afterAll(async () => {
  await central.stop()
  rmSync(folder, { recursive: true, force: true })
})

const often = <Each>(weight: number, arbitrary: fc.Arbitrary<Each>) => ({ weight, arbitrary })
const deeds = (here: boolean, most: number) =>
  fc.array(
    fc.oneof(
      often(
        7,
        fc.record({
          kind: fc.constant('assign' as const),
          here: fc.constant(here),
          vial: fc.nat(2),
          tag: fc.nat(3),
          position: fc.nat(3),
        }),
      ),
      often(2, fc.record({ kind: fc.constant('release' as const), here: fc.constant(here), vial: fc.nat(2) })),
      often(1, fc.record({ kind: fc.constant('prepare' as const), here: fc.constant(here) })),
      often(here ? 0 : 1, fc.record({ kind: fc.constant('cancel' as const), here: fc.constant(here) })),
    ),
    { maxLength: most, size: 'max' },
  )
const exchanges = fc.constantFrom<Exchange[]>(
  ['send', 'fetch'],
  ['loseAnswer', 'send', 'fetch'],
  ['fetch', 'send', 'fetch'],
  ['send'],
  ['fetch'],
)
const decisions = fc.array(
  fc.record({
    kind: fc.constant('resolve' as const),
    which: fc.nat(3),
    choice: fc.oneof(fc.constant('last' as const), fc.constantFrom(...conflictChoices)),
    isStaff: fc.nat(3).map((n) => n === 0),
  }),
  { maxLength: 3, size: 'max' },
)
/** Both benches act without knowing of each other, then the first one hears of it, and somebody decides. */
const round = fc
  .tuple(deeds(false, 3), deeds(true, 5), exchanges, decisions)
  .map(([theirs, ours, network, decided]) => [...theirs, ...ours, ...network.map((kind) => ({ kind })), ...decided])

type Exchange = 'send' | 'fetch' | 'loseAnswer'
type Act = typeof round extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never

const source = { model: 'test', serial: null, simulated: true }
let runs = 0

interface Run {
  readonly id: Procedure['id']
  readonly vials: readonly Procedure['vials'][number]['containerId'][]
  readonly tags: readonly TagId[]
  readonly place: (position: number) => Place
}

async function begin(bench: FirstBench, made: Procedure): Promise<Run> {
  runs++
  const ref = { storageId: storageId(1), canister: `C${(runs % 6) + 1}`, cane: `P${runs}` }
  // Not every canister has room for one more: the sample's own canes serve as well.
  const cane = (await other({ kind: 'cane.add', ...ref }))?.result === 'accepted' ? ref : null
  await bench.fetch()
  const free = bench.places.canes(storageId(1)).find((view) => view.free === view.capacity)
  const chosen = cane ?? free
  if (chosen === undefined || chosen === null) throw new Error('no cane is free')
  const { canister, cane: name } = chosen
  const tags = [0, 1, 2, 3].flatMap((n) => parseTagId(`F0F0${runs.toString(16).padStart(8, '0')}0${n}`) ?? [])
  return {
    id: made.id,
    vials: made.vials.map((each) => each.containerId),
    tags,
    place: (position) => ({ storageId: storageId(1), canister, cane: name, position: position + 1 }),
  }
}

async function perform(bench: FirstBench, run: Run, each: Act): Promise<void> {
  const procedureId = run.id
  switch (each.kind) {
    case 'send':
    case 'loseAnswer':
      await bench.send(each.kind === 'loseAnswer')
      return
    case 'fetch':
      return bench.fetch()
    case 'resolve':
      bench.stand(each.isStaff ? staff : supervisor)
      bench.resolve(each.which, each.choice)
      return
    case 'assign': {
      const [container, tag] = [run.vials[each.vial], run.tags[each.tag]]
      if (container === undefined || tag === undefined) return
      const place = run.place(each.position)
      await both(bench, each.here, { kind: 'tag.assign', procedureId, containerId: container, tag, place, source })
      return
    }
    case 'release': {
      const container = run.vials[each.vial]
      const procedure = each.here ? bench.procedures.foreseen(run.id)?.procedure : await bench.central(run.id)
      const tag = procedure?.vials.find((one) => one.containerId === container)?.tag
      if (container === undefined || !tag) return
      await both(bench, each.here, { kind: 'tag.release', procedureId, containerId: container, tag, reason: 'undone' })
      return
    }
    case 'prepare':
      return both(bench, each.here, { kind: 'procedure.prepare', procedureId })
    case 'cancel':
      return both(bench, each.here, { kind: 'procedure.cancel', procedureId, reason: 'no' }, supervisor)
  }
}

/** At the bench only what it foresees as possible, like its screens; at central whatever comes. */
async function both(bench: FirstBench, here: boolean, body: Parameters<FirstBench['ask']>[0], who = staff) {
  if (!here) {
    await other(body, who)
    return
  }
  const before = bench.procedures.foreseen(body.procedureId)?.procedure
  const at = '2024-01-15T10:20:00.000Z'
  const by = { kind: 'client', clientId: 'test', name: 'Test' } as const
  if (before !== undefined && step(before, { ...eventOf(body), at, by } as ProcedureEvent).ok) bench.ask(body, who)
}

function eventOf(body: Parameters<FirstBench['ask']>[0]) {
  const { kind, procedureId: _, ...rest } = body
  const names = {
    'tag.assign': 'assignTag',
    'tag.release': 'releaseTag',
    'procedure.prepare': 'prepare',
    'procedure.cancel': 'cancel',
    'procedure.end': 'end',
    'procedure.accept': 'accept',
  } as const
  return { kind: names[kind], ...rest }
}

/** The events that central kept lead, by the shared rules alone, to the state that it has; its tags and places agree. */
async function expectLegal(made: Procedure, bench: FirstBench): Promise<void> {
  const { db } = central.sample.central.store
  const now = await bench.central(made.id)
  if (now === undefined) throw new Error('the procedure is gone')
  const events = await db
    .selectFrom('procedure_events')
    .select(['kind', 'body', 'actor', 'at'])
    .where('procedure_id', '=', made.id)
    .where('kind', '!=', 'create')
    .orderBy('ordinal')
    .execute()
  let replayed = made
  for (const { kind, body, actor, at } of events) {
    const stepped = step(replayed, { ...JSON.parse(body), kind, by: JSON.parse(actor), at })
    if (!stepped.ok) throw new Error(`${kind}: ${JSON.stringify(stepped.problem)}`)
    replayed = stepped.value.procedure
  }
  const shape = ({ status, vials }: Procedure) => [
    status,
    vials.map(({ tag, place }) => [tag, place?.position ?? null]),
  ]
  expect(shape(now)).toEqual(shape(replayed))
  const ids = now.vials.map((each) => each.containerId)
  const tags = await db.selectFrom('tags').select(['tag', 'container_id']).where('container_id', 'in', ids).execute()
  // What never went into storage gives its tag and place back.
  const isOver = now.status === 'CANCELLED'
  const tagged = isOver
    ? []
    : now.vials.flatMap(({ tag, containerId: id }) => (tag === null ? [] : [{ tag, container_id: id }]))
  expect(tags.map((each) => each.container_id).sort()).toEqual(tagged.map((each) => each.container_id).sort())
  const places = await db.selectFrom('places').select('container_id').where('container_id', 'in', ids).execute()
  expect(places.length).toBe(tagged.length)
  const wrong = await db
    .selectFrom('resolved_intents as r')
    .innerJoin('intents as i', 'i.intent_id', 'r.intent_id')
    .select('r.intent_id')
    .where('i.result', '=', 'accepted')
    .execute()
  expect(wrong).toEqual([])
}

async function heal(bench: FirstBench): Promise<void> {
  bench.stand(supervisor)
  for (let round = 0; round < 40; round++) {
    while (await bench.send());
    await bench.fetch()
    const [conflict] = bench.open()
    if (conflict === undefined) return
    const answer = bench.resolve(0, 'keepCentral')
    expect(answer?.ok).toBe(true)
  }
  throw new Error('conflicts without end')
}

test('every refused intent is somebody’s to decide, or decided; and central stays legal', async () => {
  const met = new Set<string>()
  const chosen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 2, maxLength: 5, size: 'max' }), async (rounds) => {
      const made = await newStore(central, 3)
      const bench = await benchAt(central, join(folder, `${runs}-${made.id}.db`))
      try {
        const run = await begin(bench, made)
        for (const each of rounds.flat()) {
          await perform(bench, run, each)
          expect(bench.uncovered()).toEqual([])
          expect(bench.conflicts.openCount()).toBe(bench.open().length)
          for (const { kind } of bench.open()) met.add(kind)
          for (const { choice } of bench.conflicts.snapshot().resolved) chosen.add(choice)
        }
        await expectLegal(made, bench)
        await heal(bench)
        expect(bench.uncovered()).toEqual([])
        expect(bench.store.outbox.summary().waiting).toBe(0)
        await expectLegal(made, bench)
        const [here, there] = [bench.procedures.foreseen(made.id)?.procedure, await bench.central(made.id)]
        expect(here && { ...here, claim: null }).toEqual(there && { ...there, claim: null })
        // A procedure that stays open would hold its canes.
        await other({ kind: 'procedure.cancel', procedureId: made.id, reason: 'end' }, supervisor)
      } finally {
        bench.close()
      }
    }),
    { numRuns: Number(process.env.CONFLICT_RUNS ?? 20), seed: Number(process.env.CONFLICT_SEED ?? 20260303) },
  )
  // The sequences have to meet what the test is about.
  expect([...met]).toEqual(expect.arrayContaining(['cancelledCentrally', 'tagUsedElsewhere', 'taggedOtherwise']))
  expect([...chosen].sort()).toEqual(['doAgain', 'keepCentral', 'tagAgain', 'useOurTag'])
}, 180_000)
