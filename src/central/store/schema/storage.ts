// Storage: devices, tanks with what is inside, and the vials with their tags and places.
import type { Generated } from 'kysely'

export interface DevicesTable {
  id: Generated<number>
  facility_id: number
  name: string
  token_hash: string
  state: string
  procedure_id: number | null
  last_seen_at: string | null
  /** `last_seen_at` as last announced. */
  announced_at: string | null
  /** What it reported lately that can't be so: JSON; null while there is nothing. */
  odd_values: string | null
  version: number
}

export interface TanksTable {
  id: Generated<number>
  facility_id: number
  device_id: number | null
  name: string
  capacity: number
  level_at: string | null
  level_percent: number | null
  /** Where the level stands beside its limits, as the readings up to now have it. */
  level_band: string | null
  created_at: string
  version: number
}

export interface CanistersTable {
  storage_id: number
  name: string
  cane_limit: number
}

export interface CanesTable {
  storage_id: number
  canister: string
  cane: string
  capacity: number
}

export interface LevelsTable {
  storage_id: number
  /** By central's clock: for people, never for the order. */
  at: string
  percent: number
  /** The order in which readings came. Those of before there was one have 0 (the last of a tank 1), and their dates. */
  n: Generated<number>
}

export interface ContainersTable {
  id: number
  organization_id: number
  facility_id: number
  subject_id: number
  name: string
  description: string
  tag: string | null
  tagged_at: string | null
  stored_at: string | null
  /** The open procedure that holds this vial: no other may have it. */
  held_by: number | null
  /** Since when, and why, the vial is to be verified (`VerifyReason`): no procedure may have it. Both null, or neither. */
  verify_since: string | null
  verify_why: string | null
  version: number
}

/** One row for each place that holds a vial, or that an open STORE has planned for one: the key is the rule "one place, one vial". */
export interface PlacesTable {
  storage_id: number
  canister: string
  cane: string
  position: number
  container_id: number
}

/** One row for each tag that an organization uses for something else than vials. */
export interface TagPurposesTable {
  organization_id: number
  tag: string
  purpose: string
  since: string
}

/** One row for each tag that belongs to a vial: the key is the rule "one tag, one container". */
export interface TagsTable {
  organization_id: number
  tag: string
  container_id: number
  since: string
}

/** Each binding of a tag that there was: how it began and ended. Of one tag at most one has no end, and that is its row of `tags`. */
export interface TagBindingsTable {
  id: Generated<number>
  organization_id: number
  tag: string
  container_id: number
  /** The procedure in which it was put on; null where that is not known. */
  procedure_id: number | null
  since: string
  until: string | null
  /** The event that ended it (`ProcedureEventKind`), or `migrated`. */
  why: string | null
}

/** What a device was handed over to be carried out; `digest` is that of its canonical form. */
export interface HandedOverTable {
  device_id: number
  procedure_id: number
  digest: string
  at: string
}
