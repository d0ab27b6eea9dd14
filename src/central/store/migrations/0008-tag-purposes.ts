// Tags that an organization uses for something else than vials: no vial can have one of them.
import type { Kysely, Migration } from 'kysely'

export const tagPurposes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('tag_purposes')
      .addColumn('organization_id', 'integer', (column) => column.notNull().references('organizations.id'))
      .addColumn('tag', 'text', (column) => column.notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('since', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('tag_purposes_key', ['organization_id', 'tag'])
      .execute()
  },
}
