// Whose a tag is, and whose it stops being.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadContainers } from '../../../src/central/store/containers'
import { bindTag, findTag, freeTag } from '../../../src/central/store/tags'
import type { TagId } from '../../../src/shared/model/reader'
import { freshTag } from '../../support/bench-client'
import { tagOf } from '../../support/builders/procedure'
import { newStore } from './actors'
import { databases, type TestDatabase, withSample } from './databases'

const organization = 1
const at = '2024-01-15T10:00:00.000Z'
const later = '2024-01-15T11:00:00.000Z'

describe.each(databases)('a tag on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await withSample(open)
  }, 90_000)
  afterAll(() => database.close())

  const db = () => database.centrals[0].store.db
  const taggedVial = async () => {
    const { id, vials } = await newStore(database.centrals[0])
    const [vial] = vials
    if (vial === undefined) throw new Error('A STORE of no vial')
    const tag = tagOf(freshTag())
    await bindTag(db(), organization, { containerId: vial.containerId, tag, at, procedure: id })
    return { id: vial.containerId, tag }
  }
  const ownerOf = async (tag: TagId) => (await findTag(db(), organization, tag))?.containerId
  const free = (containerId: number, tag: TagId) =>
    freeTag(db(), organization, { containerId, tag, at: later, why: 'end' })

  test('is nobody’s once its vial has given it back', async () => {
    const { id, tag } = await taggedVial()
    await free(id, tag)
    expect(await ownerOf(tag)).toBeUndefined()
    expect(await loadContainers(db(), [id])).toMatchObject([{ tag: null, taggedAt: null }])
  })

  test('stays on its vial when another gives it back that has had it, and that one keeps its own', async () => {
    const [mine, other] = [await taggedVial(), await taggedVial()]
    await free(other.id, mine.tag)
    expect(await ownerOf(mine.tag)).toBe(mine.id)
    expect(await ownerOf(other.tag)).toBe(other.id)
    expect(await loadContainers(db(), [other.id])).toMatchObject([{ tag: other.tag, taggedAt: at }])
  })
})
