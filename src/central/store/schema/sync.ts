// Between central and its benches: identities, acts, decisions about refused acts, and the feed.

export interface BenchesTable {
  id: string
  facility_id: number
  name: string
  public_key: string
  token_hash: string
  enrolled_at: string
  revoked_at: string | null
  /** The identity that this one took the place of. */
  renews: string | null
  /** At that contact the bench had made acts up to this number, and all of them were here. Null before the first. */
  contact_seq: number | null
  contact_at: string | null
}

export interface EnrolmentCodesTable {
  code_hash: string
  facility_id: number
  expires_at: string
  bench_id: string | null
}

export interface IntentsTable {
  intent_id: string
  bench_id: string
  bench_seq: number
  hash: string
  envelope: string
  result: string
  problem: string | null
  version: number | null
  received_at: string
}

/** `head` is the number of the last row; rows up to `tail` were never written or are no longer kept. */
export interface FeedHeadsTable {
  facility_id: number
  head: number
  tail: number
}

export interface FeedTable {
  facility_id: number
  n: number
  at: string
  entity: string
  body: string
}

/** Requests of one key in the window that is open until `ends_ms` (by the database's clock), for several processes on one database. */
export interface RequestWindowsTable {
  key: string
  ends_ms: number
  used: number
}

/** How a person at a bench resolved a conflict; `intent_id` is that of the resolution itself. */
export interface ResolutionsTable {
  intent_id: string
  facility_id: number
  bench_id: string
  aggregate: string
  conflict_id: string
  conflict_kind: string
  choice: string
  reason: string | null
  actor: string
  at: string
}

/** One row for each refused intent that is resolved: the key is the rule "resolved once". */
export interface ResolvedIntentsTable {
  intent_id: string
  resolution_id: string
}
