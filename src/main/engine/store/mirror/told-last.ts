/**
 * The condition of an upsert into a table with `generation` and a JSON `body`: a row gives way to one of a newer snapshot, or of its own
 * version or a later one. A snapshot that went on after a cut is ahead of the feed that is then followed: nothing goes back in between.
 */
export const isNoOlder = (table: string): string =>
  `(excluded.generation > ${table}.generation OR excluded.body ->> '$.version' >= ${table}.body ->> '$.version')`
