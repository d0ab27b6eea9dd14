// What a bench's mirror holds, to be compared with another's: every table of central's state, but for how it came about.
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'

const tables: Readonly<Record<string, string>> = {
  container:
    'SELECT id, version, name, subject_id, subject_code, tag, tagged_at, storage_id, canister, cane, position, stored_at FROM container ORDER BY id',
  procedure: 'SELECT id, version, open, body FROM mirror_procedure ORDER BY id',
  planned: 'SELECT * FROM planned_place ORDER BY 1, 2, 3, 4, 5',
  tag: 'SELECT tag, container_id, container_name, facility_id, since FROM known_tag ORDER BY tag',
  tank: 'SELECT id, body FROM tank ORDER BY id',
  level: 'SELECT storage_id, at, percent FROM tank_level ORDER BY 1, 2',
  cane: 'SELECT storage_id, canister, cane, capacity FROM cane ORDER BY 1, 2, 3',
  device: 'SELECT id, body FROM device ORDER BY id',
  person: 'SELECT id, body FROM person ORDER BY id',
  search: 'SELECT * FROM search_key ORDER BY 1, 2, 3',
  // How they are divided depends on the way that the containers came.
  count: 'SELECT ifnull(sum(n), 0) FROM container_count',
  canisters: 'SELECT * FROM canister_count WHERE n <> 0 ORDER BY 1, 2',
}

export function mirrorTables(folder: string): Readonly<Record<string, readonly unknown[]>> {
  const db = new BetterSqlite3(join(folder, 'bench.db'), { readonly: true })
  try {
    return Object.fromEntries(Object.entries(tables).map(([name, sql]) => [name, db.prepare(sql).raw().all()]))
  } finally {
    db.close()
  }
}
