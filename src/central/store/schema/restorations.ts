// A restore from a backup: what it may have taken, and what is remembered of it.

/** One row for each start of a central process; `last_at` is when the newest row of any feed was written by then. */
export interface StartsTable {
  at: string
  last_at: string
}

export interface RestorationsTable {
  id: string
  facility_id: number
  from_at: string
  to_at: string
  noticed_at: string
}

/** Benches that have told what they remember, or have nothing to tell. */
export interface RestorationReportsTable {
  restoration_id: string
  bench_id: string
  at: string
}

/** `key` names the thing; the place is that of a vial which central doesn't have, and is taken as long as the loss is open. */
export interface LossesTable {
  id: string
  restoration_id: string
  facility_id: number
  key: string
  procedure_id: number | null
  container_id: number | null
  /** Of a vial that central doesn't have. */
  tag: string | null
  body: string
  remembered_by: string
  remembered_at: string
  told_at: string
  storage_id: number | null
  canister: string | null
  cane: string | null
  position: number | null
  closed_at: string | null
  closed_by: string | null
  closed_reason: string | null
}
