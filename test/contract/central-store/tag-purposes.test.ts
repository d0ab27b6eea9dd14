// A tag that is for something else than vials: known to the whole organization, and never on a vial.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setTagPurpose } from '../../../src/central/domain/set-tag-purpose'
import { facilitiesOf } from '../../../src/central/store/organizations'
import { snapshotPages } from '../../../src/central/store/snapshot-pages'
import { tagPurposesOf } from '../../../src/central/store/tag-purposes'
import type { TagId } from '../../../src/shared/model/reader'
import { freshTag } from '../../support/bench-client'
import { tagOf } from '../../support/builders/procedure'
import { addRaceCane, assignment, decide, newBench, newStore, type SigningBench } from './actors'
import { databases, type TestDatabase, withSample } from './databases'

const organization = 1

describe.each(databases)('what tags are for, on $name', ({ open }) => {
  let database: TestDatabase
  let bench: SigningBench
  beforeAll(async () => {
    database = await withSample(open)
    bench = await newBench(database.centrals[0])
    await addRaceCane(database.centrals[0], bench)
  }, 90_000)
  afterAll(() => database.close())

  const set = (tag: TagId, purpose: 'vial' | 'badge') =>
    setTagPurpose(database.centrals[0], organization, { tag, purpose })
  const assign = async (tag: TagId, position: number) => {
    const store = await newStore(database.centrals[1])
    return decide(database.centrals[1], bench, bench.sign(assignment(store, tag, position)))
  }
  const told = async (tag: TagId) => {
    const rows = await database.centrals[0].store.db
      .selectFrom('feed')
      .select(['facility_id', 'body'])
      .where('entity', '=', 'tagPurpose')
      .execute()
    return rows.filter(({ body }) => body.includes(tag)).map(({ facility_id }) => facility_id)
  }

  test('a badge is put on no vial; given back, it is a tag like any other', async () => {
    const tag = tagOf(freshTag())
    expect(await set(tag, 'badge')).toEqual({ ok: true, value: { tag, purpose: 'badge' } })
    expect(await assign(tag, 1)).toMatchObject({
      result: 'conflict',
      problem: { kind: 'tagReserved', tag, purpose: 'badge' },
    })
    expect(await set(tag, 'vial')).toMatchObject({ ok: true })
    expect(await assign(tag, 1)).toMatchObject({ result: 'accepted' })
  })

  test('a tag on a vial stays the vial’s', async () => {
    const tag = tagOf(freshTag())
    await assign(tag, 2)
    expect(await set(tag, 'badge')).toMatchObject({ ok: false, problem: { kind: 'tagOnVial', tag } })
    expect(await told(tag)).toEqual([])
  })

  test('all facilities of the organization are told, once', async () => {
    const tag = tagOf(freshTag())
    await set(tag, 'badge')
    await set(tag, 'badge')
    const facilities = (await facilitiesOf(database.centrals[0].store.db, organization)).map(({ id }) => id)
    expect(facilities.length).toBeGreaterThan(1)
    expect((await told(tag)).sort()).toEqual(facilities)
  })

  test('a snapshot has it before any vial', async () => {
    const tag = tagOf(freshTag())
    await set(tag, 'badge')
    const { db } = database.centrals[0].store
    expect(await tagPurposesOf(db, organization)).toContainEqual({ tag, purpose: 'badge' })
    const entities: string[] = []
    for await (const { changes } of snapshotPages(db, { facility: 1, organization }, { part: 'start', key: '' })) {
      for (const change of changes) entities.push(change.entity === 'tagPurpose' ? change.body.tag : change.entity)
    }
    expect(entities).toContain(tag)
    expect(entities.indexOf(tag)).toBeLessThan(entities.indexOf('container'))
  })

  test('of no organization is refused', async () => {
    const asked = { tag: tagOf(freshTag()), purpose: 'badge' } as const
    const problem = { kind: 'noSuchOrganization', organizationId: 99 }
    expect(await setTagPurpose(database.centrals[0], 99, asked)).toEqual({ ok: false, problem })
  })
})
