// Procedures, their vials, and what happened to them.
export interface ProceduresTable {
  id: number
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
  ended_by: string | null
  /** JSON: what the device has said after that. */
  late_reports: string | null
  /** By what number a bench has called it before it had its own; null for what no bench has made. Unique within a facility. */
  made_number: number | null
  /** JSON: the rest of `Made`. */
  made: string | null
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
  /** 1: it was in storage before. */
  returning: number
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
