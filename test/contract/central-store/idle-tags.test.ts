// Tags that an earlier program kept bound although their vials never went into storage.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freeIdleTags } from '../../../src/central/domain/procedures/idle-tags'
import { bindTag, findTag } from '../../../src/central/store/tags'
import { containerId } from '../../../src/shared/model/ids'
import type { TagId } from '../../../src/shared/model/reader'
import { freshTag } from '../../support/bench-client'
import { tagOf } from '../../support/builders/procedure'
import { newStore } from './actors'
import { databases, type TestDatabase, withSample } from './databases'

const organization = 1
const at = '2024-01-15T10:00:00.000Z'

describe.each(databases)('tags of vials that never went into storage, on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await withSample(open)
  }, 90_000)
  afterAll(() => database.close())

  const db = () => database.centrals[0].store.db
  /** As an earlier program left it: the procedure over, the tag still on its vial. */
  async function ended(outcome: 'pending' | 'notDone' | 'done' | 'unknown', container: object): Promise<TagId> {
    const { id, vials } = await newStore(database.centrals[0])
    const vial = vials[0]?.containerId ?? containerId(0)
    const tag = tagOf(freshTag())
    await bindTag(db(), organization, { containerId: vial, tag, at, procedure: id })
    await db().updateTable('procedures').set({ status: 'FAILED' }).where('id', '=', id).execute()
    await db().updateTable('procedure_vials').set({ outcome }).where('procedure_id', '=', id).execute()
    await db()
      .updateTable('containers')
      .set({ held_by: null, ...container })
      .where('id', '=', vial)
      .execute()
    return tag
  }
  /** A person had ended it; the device has said afterwards that the vial was stored, and somebody has looked since. */
  async function contradicted(): Promise<TagId> {
    const tag = await ended('notDone', {})
    const vial = (await owner(tag))?.containerId ?? 0
    const { procedure_id } = await db()
      .selectFrom('procedure_vials')
      .select('procedure_id')
      .where('container_id', '=', vial)
      .executeTakeFirstOrThrow()
    const late = JSON.stringify([{ containerId: vial, said: 'done', reason: null, at }])
    await db().updateTable('procedures').set({ late_reports: late }).where('id', '=', procedure_id).execute()
    return tag
  }
  const owner = (tag: TagId) => findTag(db(), organization, tag)
  const told = async (tag: TagId) => {
    const rows = await db()
      .selectFrom('feed')
      .select(['facility_id', 'body'])
      .where('entity', '=', 'freedTag')
      .execute()
    return rows.filter(({ body }) => body.includes(tag)).map(({ facility_id }) => facility_id)
  }

  test('are free, and all facilities are told; all others stay where they are', async () => {
    const idle = await ended('notDone', {})
    const held = await ended('pending', { held_by: (await newStore(database.centrals[0])).id })
    const kept = [
      await ended('done', {}),
      await ended('notDone', { stored_at: at }),
      await ended('unknown', { verify_since: at }),
      // Somebody has looked since: it is out, with its tag.
      await ended('unknown', {}),
      await contradicted(),
      held,
    ]
    expect(await freeIdleTags(database.centrals[1])).toBeGreaterThanOrEqual(1)
    expect(await owner(idle)).toBeUndefined()
    expect(await told(idle)).toEqual([1, 2])
    for (const tag of kept) {
      expect(await owner(tag)).toMatchObject({ tag })
      expect(await told(tag)).toEqual([])
    }
    expect(await freeIdleTags(database.centrals[1])).toBe(0)
  })
})
