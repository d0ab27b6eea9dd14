import type { Kysely, Migration } from 'kysely'

/** The tables as they were then. */
interface Tables {
  levels: { storage_id: number; at: string; n: number }
  tanks: { id: number; level_at: string | null }
}

/**
 * Levels have the order in which they were told, since a clock may be set: the last told one is the level. A level's band is remembered, so
 * that one that trembles about a limit crosses it once. What a device reports that can't be so is kept beside it, to be shown.
 */
export const toldLast: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .alterTable('levels')
      .addColumn('n', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.createIndex('levels_by_arrival').on('levels').columns(['storage_id', 'n', 'at']).execute()
    await db.schema.alterTable('tanks').addColumn('level_band', 'text').execute()
    await db.schema.alterTable('devices').addColumn('odd_values', 'text').execute()
    // A tank has always shown what it was told last; its readings knew no order but that of their dates.
    await db
      .updateTable('levels')
      .set({ n: 1 })
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('tanks')
            .select('tanks.id')
            .whereRef('tanks.id', '=', 'levels.storage_id')
            .whereRef('tanks.level_at', '=', 'levels.at'),
        ),
      )
      .execute()
  },
}
