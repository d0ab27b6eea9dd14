// A vial of which nobody knows where it is says so itself, since when and why; until now only its ended procedure did.
import type { Kysely, Migration } from 'kysely'

/** The tables as they were then. */
interface Tables {
  containers: { id: number; verify_since: string | null; verify_why: string | null }
  procedure_vials: { procedure_id: number; container_id: number; outcome: string; outcome_at: string | null }
  procedures: { id: number; status: string; completed_at: string | null; updated_at: string }
}

export const verification: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema.alterTable('containers').addColumn('verify_since', 'text').execute()
    await db.schema.alterTable('containers').addColumn('verify_why', 'text').execute()
    // What a later procedure has done with the vial says where it is.
    const doubtful = await db
      .selectFrom('procedure_vials as v')
      .innerJoin('procedures as p', 'p.id', 'v.procedure_id')
      .select(['v.container_id', 'v.outcome_at', 'p.updated_at'])
      .where('v.outcome', '=', 'unknown')
      .where(({ exists, not, selectFrom }) =>
        not(
          exists(
            selectFrom('procedure_vials as later')
              .select('later.container_id')
              .whereRef('later.container_id', '=', 'v.container_id')
              .whereRef('later.procedure_id', '>', 'v.procedure_id')
              .where('later.outcome', '!=', 'pending'),
          ),
        ),
      )
      .execute()
    for (const { container_id, outcome_at, updated_at } of doubtful) {
      await db
        .updateTable('containers')
        .set({
          verify_since: outcome_at ?? updated_at,
          verify_why: 'outcomeUnknown',
        })
        .where('id', '=', container_id)
        .execute()
    }
  },
}
