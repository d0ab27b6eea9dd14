// Each act on a tag asks whether it is on a vial that was lost: behind the feed's lock, and however many there are.
import type { Kysely, Migration } from 'kysely'

interface Before {
  readonly losses: {
    readonly id: string
    readonly container_id: number | null
    readonly body: string
    readonly tag: string | null
  }
}

export const lostTags: Migration = {
  async up(db: Kysely<Before>) {
    await db.schema.alterTable('losses').addColumn('tag', 'text').execute()
    await db.schema.createIndex('losses_tag').on('losses').column('tag').execute()
    const rows = await db.selectFrom('losses').select(['id', 'body']).where('container_id', 'is', null).execute()
    for (const { id, body } of rows) {
      const { tag = null }: { readonly tag?: string | null } = JSON.parse(body)
      if (tag !== null) await db.updateTable('losses').set({ tag }).where('id', '=', id).execute()
    }
  },
}
