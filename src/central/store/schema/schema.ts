// The tables of central as kysely sees them. Times are ISO 8601 text in UTC, so that they sort as text on every database.
import type {
  ClientsTable,
  FacilitiesTable,
  LastIdsTable,
  OrganizationsTable,
  PeopleTable,
  SettingsTable,
  SubjectKeysTable,
  SubjectsTable,
} from './house'
import type { ProcedureEventsTable, ProceduresTable, ProcedureVialsTable } from './procedures'
import type { LossesTable, RestorationReportsTable, RestorationsTable, StartsTable } from './restorations'
import type {
  CanesTable,
  CanistersTable,
  ContainersTable,
  DevicesTable,
  HandedOverTable,
  LevelsTable,
  PlacesTable,
  TagBindingsTable,
  TagPurposesTable,
  TagsTable,
  TanksTable,
} from './storage'
import type {
  BenchesTable,
  EnrolmentCodesTable,
  FeedHeadsTable,
  FeedTable,
  IntentsTable,
  RequestWindowsTable,
  ResolutionsTable,
  ResolvedIntentsTable,
} from './sync'

export interface CentralSchema {
  settings: SettingsTable
  last_ids: LastIdsTable
  organizations: OrganizationsTable
  facilities: FacilitiesTable
  people: PeopleTable
  clients: ClientsTable
  subjects: SubjectsTable
  subject_keys: SubjectKeysTable
  alike_subjects: SubjectKeysTable
  devices: DevicesTable
  handed_over: HandedOverTable
  tanks: TanksTable
  canisters: CanistersTable
  canes: CanesTable
  levels: LevelsTable
  containers: ContainersTable
  places: PlacesTable
  tags: TagsTable
  tag_bindings: TagBindingsTable
  tag_purposes: TagPurposesTable
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
  starts: StartsTable
  restorations: RestorationsTable
  restoration_reports: RestorationReportsTable
  losses: LossesTable
}
