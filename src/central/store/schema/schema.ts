// The tables of central as kysely sees them. Times are ISO 8601 text in UTC, so that they sort as text on every database.
import type { Generated } from 'kysely'

export interface SettingsTable {
  key: string
  value: string
}

export interface OrganizationsTable {
  id: Generated<number>
  name: string
  created_at: string
}

export interface FacilitiesTable {
  id: Generated<number>
  organization_id: number
  name: string
  created_at: string
}

export interface PeopleTable {
  id: string
  facility_id: number
  name: string
  role: string
}

export interface ClientsTable {
  client_id: string
  organization_id: number
  name: string
  secret_hash: string
  revoked_at: string | null
}

export interface SubjectsTable {
  id: Generated<number>
  organization_id: number
  facility_id: number
  code: string
  first_name: string
  last_name: string
  date_of_birth: string
  created_at: string
}

export interface DevicesTable {
  id: Generated<number>
  facility_id: number
  name: string
  token_hash: string
  state: string
  procedure_id: number | null
  last_seen_at: string | null
  /** `last_seen_at` as benches were last told. */
  announced_at: string | null
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
  at: string
  percent: number
}

export interface ContainersTable {
  id: Generated<number>
  organization_id: number
  facility_id: number
  subject_id: number
  name: string
  description: string
  tag: string | null
  tagged_at: string | null
  stored_at: string | null
  /** The open procedure that holds this container: no other may take it. */
  held_by: number | null
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

/** One row for each tag an organization uses: the key is the rule "one tag, one container, ever". */
export interface TagsTable {
  organization_id: number
  tag: string
  container_id: number
  since: string
}

export interface ProceduresTable {
  id: Generated<number>
  organization_id: number
  facility_id: number
  type: string
  status: string
  subject_id: number | null
  requested_by: string | null
  prepared_by: string | null
  accepted_by: string | null
  device_id: number | null
  claim_bench_id: string | null
  claim_expires_at: string | null
  refill: string | null
  reason: string | null
  created_at: string
  started_at: string | null
  completed_at: string | null
  updated_at: string
  version: number
}

export interface ProcedureVialsTable {
  procedure_id: number
  container_id: number
  ordinal: number
  tag: string | null
  place: string | null
  outcome: string
  outcome_at: string | null
}

/** What happened to a procedure, in order (`ordinal` is the version it led to); the rows above follow from these. */
export interface ProcedureEventsTable {
  procedure_id: number
  ordinal: number
  kind: string
  body: string
  actor: string
  at: string
  intent_id: string | null
}

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

/** Requests of one key in the window that is open until `ends_ms` (the database's clock); for several processes on one database. */
export interface RequestWindowsTable {
  key: string
  ends_ms: number
  used: number
}

/** A conflict as a person at a bench has resolved it; `intent_id` is that of the resolution itself. */
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

export interface CentralSchema {
  settings: SettingsTable
  organizations: OrganizationsTable
  facilities: FacilitiesTable
  people: PeopleTable
  clients: ClientsTable
  subjects: SubjectsTable
  devices: DevicesTable
  tanks: TanksTable
  canisters: CanistersTable
  canes: CanesTable
  levels: LevelsTable
  containers: ContainersTable
  places: PlacesTable
  tags: TagsTable
  procedures: ProceduresTable
  procedure_vials: ProcedureVialsTable
  procedure_events: ProcedureEventsTable
  benches: BenchesTable
  enrolment_codes: EnrolmentCodesTable
  intents: IntentsTable
  feed_heads: FeedHeadsTable
  feed: FeedTable
  request_windows: RequestWindowsTable
  resolutions: ResolutionsTable
  resolved_intents: ResolvedIntentsTable
  /** As `resolved_intents`, of intents that central has not seen. */
  withdrawn_intents: ResolvedIntentsTable
}
