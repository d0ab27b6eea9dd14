// Tags that an earlier program kept bound although their vials never went into storage: they are free, and every bench is told.

import { writtenTag } from '../../../shared/api/fields'
import { ok } from '../../../shared/result'
import { loadContainers } from '../../store/containers'
import { lockFeedsOf } from '../../store/feed'
import type { Db } from '../../store/store'
import { freeTag } from '../../store/tags'
import { type Central, transact } from '../central'

/** As `heldBy` has it: a vial was in storage, or may have been, by its outcome, by what a device said later, or since it is there now. */
const idle = (db: Db, organization: number) =>
  db
    .selectFrom('tags as t')
    .innerJoin('containers as c', 'c.id', 't.container_id')
    .select(['t.tag', 'c.id', 'c.facility_id'])
    .where('t.organization_id', '=', organization)
    .where('c.stored_at', 'is', null)
    .where('c.held_by', 'is', null)
    .where('c.verify_since', 'is', null)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('procedure_vials as v')
            .innerJoin('procedures as p', 'p.id', 'v.procedure_id')
            .select('v.container_id')
            .whereRef('v.container_id', '=', 'c.id')
            .where((vial) =>
              vial.or([vial('v.outcome', 'in', ['done', 'unknown']), vial('p.late_reports', 'is not', null)]),
            ),
        ),
      ),
    )
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('procedure_vials as v').select('v.container_id').whereRef('v.container_id', '=', 'c.id')),
    )
    .execute()

/** Run at each start, before central serves for long: afterwards there are none. Answers how many it freed. */
export async function freeIdleTags(central: Central): Promise<number> {
  const organizations = await central.store.db.selectFrom('organizations').select('id').execute()
  let freed = 0
  for (const { id } of organizations) {
    const done = await transact(central, async (tx) => {
      const facilities = await lockFeedsOf(tx.db, id)
      const rows = await idle(tx.db, id)
      for (const row of rows) {
        const tag = writtenTag.parse(row.tag)
        await freeTag(tx.db, id, { containerId: row.id, tag, at: tx.now, why: 'migrated' })
        for (const facility of facilities) tx.announce(facility, { entity: 'freedTag', body: { tag } })
        for (const body of await loadContainers(tx.db, [row.id]))
          tx.announce(row.facility_id, { entity: 'container', body })
      }
      return ok(rows.length)
    })
    if (done.ok) freed += done.value
  }
  return freed
}
