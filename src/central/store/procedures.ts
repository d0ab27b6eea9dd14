// Procedures with their vials, read and written whole.
import { isUnnumbered, madeNumber } from '../../shared/model/made'
import type { Procedure, ProcedureVial } from '../../shared/model/procedure'
import { columnsOf, procedureOf, procedureSelection, vialColumns, vialOf } from './procedure-rows'
import { isClockId } from './row-id'
import type { Db } from './store'

async function vialsOf(db: Db, ids: readonly number[]): Promise<Map<number, ProcedureVial[]>> {
  const byProcedure = new Map<number, ProcedureVial[]>()
  if (ids.length === 0) return byProcedure
  const rows = await db
    .selectFrom('procedure_vials as v')
    .innerJoin('containers as c', 'c.id', 'v.container_id')
    .selectAll('v')
    .select(['c.name', 'c.description'])
    .where('v.procedure_id', 'in', [...ids])
    .orderBy('v.procedure_id')
    .orderBy('v.ordinal')
    .execute()
  for (const row of rows) {
    const vials = byProcedure.get(row.procedure_id) ?? []
    vials.push(vialOf(row))
    byProcedure.set(row.procedure_id, vials)
  }
  return byProcedure
}

/** Procedures in the order of `ids`, with their vials; ids that don't exist are left out. */
export async function loadProcedures(db: Db, ids: readonly number[]): Promise<readonly Procedure[]> {
  if (ids.length === 0) return []
  const rows = await procedureSelection(db)
    .where('p.id', 'in', [...ids])
    .execute()
  const vials = await vialsOf(db, ids)
  const byId = new Map(rows.map((row) => [row.id, procedureOf(row, vials.get(row.id) ?? [])]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** A procedure of this facility; undefined for any other, so that a foreign id looks like none. */
export async function loadProcedure(db: Db, facility: number, id: number): Promise<Procedure | undefined> {
  if (!isClockId(id)) return undefined
  const [procedure] = await loadProcedures(db, [id])
  return procedure?.facilityId === facility ? procedure : undefined
}

/** The procedure that a bench of this facility has called so before it had its number. */
export async function loadMade(db: Db, facility: number, number: number): Promise<Procedure | undefined> {
  if (!Number.isSafeInteger(number) || !isUnnumbered(number)) return undefined
  const row = await db
    .selectFrom('procedures')
    .select('id')
    .where('facility_id', '=', facility)
    .where('made_number', '=', number)
    .executeTakeFirst()
  return row && (await loadProcedures(db, [row.id]))[0]
}

/** Of a procedure of this facility; undefined if there is none. */
export async function procedureVersion(db: Db, facility: number, id: number): Promise<number | undefined> {
  if (!isClockId(id)) return undefined
  const row = await db
    .selectFrom('procedures')
    .select('version')
    .where('id', '=', id)
    .where('facility_id', '=', facility)
    .executeTakeFirst()
  return row?.version
}

/** Writes a new procedure with its vials. */
export async function insertProcedure(db: Db, organization: number, procedure: Procedure): Promise<void> {
  await db
    .insertInto('procedures')
    .values({
      ...columnsOf(procedure),
      id: procedure.id,
      organization_id: organization,
      facility_id: procedure.facilityId,
      type: procedure.typeName,
      subject_id: procedure.subject?.id ?? null,
      made_number: procedure.made === undefined ? null : madeNumber(procedure.made.id),
      made: procedure.made === undefined ? null : JSON.stringify(procedure.made),
      created_at: procedure.createdAt,
    })
    .execute()
  const vials = procedure.vials.map((vial, ordinal) => ({
    procedure_id: procedure.id,
    container_id: vial.containerId,
    ordinal,
    ...vialColumns(vial),
  }))
  if (vials.length > 0) await db.insertInto('procedure_vials').values(vials).execute()
}

/** Writes what differs between the two states of one procedure. */
export async function saveProcedure(db: Db, before: Procedure, after: Procedure): Promise<void> {
  await db.updateTable('procedures').set(columnsOf(after)).where('id', '=', after.id).execute()
  for (const [index, vial] of after.vials.entries()) {
    if (vial === before.vials[index]) continue
    await db
      .updateTable('procedure_vials')
      .set(vialColumns(vial))
      .where('procedure_id', '=', after.id)
      .where('container_id', '=', vial.containerId)
      .execute()
  }
}
