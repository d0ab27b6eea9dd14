// Subjects whose codes look the same are one: see docs/decisions/0078-names.md. Those that are there already stay as they are; where one
// looks like an earlier one, both are listed for a person.
import type { Kysely, Migration } from 'kysely'
import type { CentralSchema } from '../schema/schema'
import { addKeysOfEarlierSubjects } from '../subject-keys'
import { belongsTo, required } from './0001-initial/columns'

export const subjectKeys: Migration = {
  async up(db: Kysely<CentralSchema>) {
    await db.schema
      .createTable('subject_keys')
      .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
      .addColumn('key', 'text', required)
      .addColumn('subject_id', 'bigint', belongsTo('subjects.id'))
      .addPrimaryKeyConstraint('subject_keys_key', ['organization_id', 'key'])
      .execute()
    await db.schema
      .createTable('alike_subjects')
      .addColumn('organization_id', 'integer', belongsTo('organizations.id'))
      .addColumn('key', 'text', required)
      .addColumn('subject_id', 'bigint', belongsTo('subjects.id'))
      .addPrimaryKeyConstraint('alike_subjects_key', ['organization_id', 'key', 'subject_id'])
      .execute()
    await addKeysOfEarlierSubjects(db)
  },
}
