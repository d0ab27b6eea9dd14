import type { Migration } from 'kysely'
import { houseTables } from './house'
import { procedureTables } from './procedures'
import { storageTables } from './storage'
import { syncTables } from './sync'

export const initial: Migration = {
  async up(db) {
    await houseTables(db)
    await storageTables(db)
    await procedureTables(db)
    await syncTables(db)
  },
}
