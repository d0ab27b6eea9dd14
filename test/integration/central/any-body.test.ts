// Whatever a bench signs as what it makes: central answers it, and no vial comes to be in two procedures, or in one of another subject or
// facility.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { intentsReply } from '../../../src/shared/api/bench'
import { enrolBench, supervisor, type TestBench } from '../../support/bench-client'
import { startCentral, type TestCentral } from '../../support/central'
import { newDatabase } from '../../support/postgres'
import { actorAt } from '../../support/signed-chain'

interface Known {
  readonly id: number
  readonly name: string
  readonly code: string
}

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (kind) => {
  let central: TestCentral
  let bench: TestBench
  /** Of every facility and state. */
  let vials: readonly Known[]

  beforeAll(async () => {
    central = await startCentral(kind === 'PostgreSQL' ? { database: await newDatabase() } : {})
    bench = await enrolBench(central)
    const of = (facility: number, isStored: boolean, isHeld: boolean) =>
      central.sample.central.store.db
        .selectFrom('containers as c')
        .innerJoin('subjects as s', 's.id', 'c.subject_id')
        .select(['c.id', 'c.name', 's.code'])
        .where('c.facility_id', '=', facility)
        .where('c.stored_at', isStored ? 'is not' : 'is', null)
        .where('c.held_by', isHeld ? 'is not' : 'is', null)
        .orderBy('c.id')
        .limit(4)
        .execute()
    const all = [1, 2, 3].flatMap((facility) =>
      [true, false].flatMap((isStored) => [true, false].map((isHeld) => of(facility, isStored, isHeld))),
    )
    vials = (await Promise.all(all)).flat()
  }, 60_000)
  afterAll(() => central.stop())

  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(-1, 0, 1e300, Number.MAX_SAFE_INTEGER, '\ud800', '\0', null),
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('SIZE-7', 'Size–7', 'ſize-7', '\u200b', 'x\0', '\udfff', ' ', 'é', 'e\u0301'),
  )
  /** Mostly as it should be. */
  const mostly = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: odd })

  const here = { madeId: 'made-new', facilityId: 1 }
  const bodies = () => {
    const vial = fc.constantFrom(...vials)
    const named = vial.chain((each) =>
      fc.record({ containerId: mostly(fc.constant(each.id)), name: mostly(fc.constant(each.name)) }),
    )
    const newVial = fc.record({ name: mostly(text), description: mostly(text) })
    return fc
      .record({
        kind: fc.constant('procedure.create'),
        madeId: mostly(fc.constantFrom('made-0', 'made-1', 'made-2', 'made-3', 'made-4')),
        facilityId: mostly(fc.constantFrom(1, 1, 1, 2, 3)),
        type: mostly(fc.constantFrom('STORE', 'RETRIEVAL')),
        subjectCode: mostly(
          fc.oneof(
            text,
            vial.map(({ code }) => code),
          ),
        ),
        newVials: mostly(fc.array(newVial, { maxLength: 3 })),
        vials: mostly(fc.array(named, { maxLength: 3 })),
      })
      .chain((body) =>
        // What fits together meets by chance too seldom.
        fc.oneof(
          fc.constant<object>(body),
          vial.map(({ id, name, code }): object => {
            return {
              ...body,
              ...here,
              subjectCode: code,
              type: 'RETRIEVAL',
              newVials: [],
              vials: [{ containerId: id, name }],
            }
          }),
          fc.tuple(vial, fc.array(newVial, { minLength: 1, maxLength: 3 })).map(([{ code }, newVials]): object => {
            return { ...body, ...here, subjectCode: code, type: 'STORE', newVials, vials: [] }
          }),
        ),
      )
  }
  /** Some are asked for twice. */
  const madeIds = new Map<string, string>()
  const withMadeId = (body: object): object =>
    'madeId' in body && body.madeId === 'made-new' ? { ...body, madeId: randomUUID() } : withNamedId(body)
  const withNamedId = (body: object): object =>
    'madeId' in body && typeof body.madeId === 'string' && body.madeId.startsWith('made-')
      ? { ...body, madeId: madeIds.get(body.madeId) ?? madeIds.set(body.madeId, randomUUID()).get(body.madeId) }
      : body

  test('each body is answered, and every vial is in one open procedure of its subject and facility', async () => {
    const answered = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(bodies(), { minLength: 1, maxLength: 6 }), async (asked) => {
        madeIds.clear()
        const signed = asked.flatMap((body) => signedOrNot(withMadeId(body)))
        if (signed.length === 0) return
        const reply = await bench.post(signed)
        expect(reply.status, JSON.stringify(reply.body)).toBe(200)
        for (const { result } of reply.as(intentsReply).answers) answered.set(result, (answered.get(result) ?? 0) + 1)
      }),
      { numRuns: 100, seed: 1 },
    )
    expect(answered.get('accepted') ?? 0).toBeGreaterThan(20)
    await eachInItsOwn()
  }, 120_000)

  /** What has no canonical form can't be signed. */
  function signedOrNot(body: object): readonly object[] {
    try {
      return [bench.sign(body, actorAt(bench.benchId, supervisor))]
    } catch {
      return []
    }
  }

  async function eachInItsOwn() {
    const { db } = central.sample.central.store
    const inOpen = await db
      .selectFrom('procedure_vials as v')
      .innerJoin('procedures as p', 'p.id', 'v.procedure_id')
      .innerJoin('containers as c', 'c.id', 'v.container_id')
      .select([
        'c.id',
        'c.held_by',
        'c.subject_id as its',
        'c.facility_id as where',
        'p.id as procedure',
        'p.subject_id',
        'p.facility_id',
      ])
      .where('p.status', 'in', ['PENDING', 'CREATED', 'IN_PROGRESS'])
      .execute()
    expect(new Set(inOpen.map(({ id }) => id)).size).toBe(inOpen.length)
    for (const row of inOpen) {
      expect(row).toMatchObject({ held_by: row.procedure, its: row.subject_id, where: row.facility_id })
    }
  }
})
