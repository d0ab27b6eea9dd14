// While work is unsent, each bench shows central's last known state with that work laid over it, in the order in which it was done.
import { entryColumns, entryOf, type OutboxRow } from '../../../src/main/engine/store/outbox/rows'
import { stepBy } from '../../../src/shared/acts'
import { procedureId } from '../../../src/shared/model/ids'
import type { Procedure } from '../../../src/shared/model/procedure'
import type { BenchHost } from '../world/bench-host'
import { Violation, type World } from '../world/world'

const unsettled = `in_mirror = 0 AND state IN ('queued', 'sending', 'accepted')`

const shownOf = ({ status, vials }: Procedure) =>
  JSON.stringify([status, vials.map(({ containerId, tag, place }) => [containerId, tag, place])])

export async function checkOverlays(world: World): Promise<void> {
  for (const bench of world.benches) {
    const ids = bench.now?.look.rows<{ procedure_id: number }>(
      `SELECT DISTINCT procedure_id FROM outbox WHERE procedure_id IS NOT NULL AND ${unsettled}`,
    )
    for (const { procedure_id } of ids ?? []) await checkOne(bench, procedure_id)
  }
}

async function checkOne(bench: BenchHost, id: number): Promise<void> {
  const { now } = bench
  if (now === null || !now.owner.isAlive || now.owner.dozing !== null) return
  const before = expectedOf(now, id)
  const shown = await now.window.request('procedure/get', { procedureId: procedureId(id) })
  // Central may have answered while the window asked: what is shown is of before or of after.
  const after = bench.now === now && now.owner.isAlive ? expectedOf(now, id) : null
  if (before === null || after === null || !shown?.ok) return
  if ([before, after].includes(shownOf(shown.value.procedure))) return
  throw new Violation(`${bench.name}: procedure ${id} is not shown with its unsent work in order`)
}

function expectedOf({ look }: NonNullable<BenchHost['now']>, id: number): string | null {
  const body = look.value<string>('SELECT body FROM mirror_procedure WHERE id = ?', id)
  if (body === undefined) return null
  const mirrored: Procedure = JSON.parse(body)
  const rows = look.rows<OutboxRow>(
    `SELECT ${entryColumns} FROM outbox WHERE procedure_id = ? AND ${unsettled} ORDER BY position`,
    id,
  )
  return shownOf(
    rows.map(entryOf).reduce((procedure, { body, envelope }) => {
      // Done about another procedure that had this number: it waits to be refused.
      if ('seen' in body && body.seen?.createdAt !== mirrored.createdAt) return procedure
      const stepped = stepBy(procedure, body, { at: envelope.occurredAt, by: envelope.actor })
      return stepped.ok ? stepped.value.procedure : procedure
    }, mirrored),
  )
}
