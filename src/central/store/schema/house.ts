// The house: settings, organizations, facilities, and who belongs to them.
import type { Generated } from 'kysely'

/** What central numbers, in the order in which one transaction takes numbers. */
export const numberedKinds = ['subject', 'container', 'procedure'] as const
export type NumberedKind = (typeof numberedKinds)[number]

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
  /** 1: see `FacilityRules`. */
  two_people: Generated<number>
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

/**
 * What makes a subject's code look like no other: the key is the rule "codes that look the same are one". In `alike_subjects` are those
 * of before the rule whose key an earlier subject has.
 */
export interface SubjectKeysTable {
  organization_id: number
  key: string
  subject_id: number
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
