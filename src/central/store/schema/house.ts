// The house: settings, organizations, facilities, and who belongs to them.
import type { Generated } from 'kysely'
import type { NumberedKind } from '../id-floors'

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

/** The last number that was given to something of this kind. */
export interface LastIdsTable {
  kind: NumberedKind
  last: number
}

export interface SubjectsTable {
  id: number
  organization_id: number
  facility_id: number
  code: string
  first_name: string
  last_name: string
  date_of_birth: string
  created_at: string
}
