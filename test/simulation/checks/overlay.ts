// While work is unsent, each bench shows central's last known state with that work laid over it, in the order in which it was done.
import { eventOf } from '../../../src/main/engine/procedures/overlay'
import { entryColumns, entryOf, type OutboxRow } from '../../../src/main/engine/store/outbox-rows'
import { procedureId } from '../../../src/shared/model/ids'
import type { Procedure } from '../../../src/shared/model/procedure'
import { step } from '../../../src/shared/procedure/step'
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
  const body = now.look.value<string>('SELECT body FROM mirror_procedure WHERE id = ?', id)
  if (body === undefined) return
  const mirrored: Procedure = JSON.parse(body)
  const rows = now.look.rows<OutboxRow>(
    `SELECT ${entryColumns} FROM outbox WHERE procedure_id = ? AND ${unsettled} ORDER BY bench_seq`,
    id,
  )
  const expected = rows.map(entryOf).reduce((procedure, entry) => {
    const event = eventOf(entry)
    const stepped = event && step(procedure, event)
    return stepped?.ok ? stepped.value.procedure : procedure
  }, mirrored)
  const shown = await now.window.request('procedure/get', { procedureId: procedureId(id) })
  if (!shown?.ok || shownOf(shown.value.procedure) === shownOf(expected)) return
  throw new Violation(`${bench.name}: procedure ${id} is not shown with its unsent work in order`)
}
