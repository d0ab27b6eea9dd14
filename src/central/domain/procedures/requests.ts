// Procedures that integrations request: STORE and RETRIEVAL, PENDING at first.
import type { z } from 'zod'
import type { retrievalRequest, storeRequest } from '../../../shared/api/external'
import { containerId, facilityId, subjectId } from '../../../shared/model/ids'
import type { Actor, Procedure, ProcedureType, ProcedureVial } from '../../../shared/model/procedure'
import { ok, type Result, refused } from '../../../shared/result'
import {
  type ContainerRow,
  containerOf,
  containerSelection,
  holdContainers,
  loadContainers,
} from '../../store/containers'
import { lockFeeds } from '../../store/feed'
import { findFacility, type SubjectRef } from '../../store/organizations'
import { insertEvent } from '../../store/procedure-events'
import { insertProcedure, type NewProcedure } from '../../store/procedures'
import { isRowId } from '../../store/row-id'
import { alikeVial } from '../../store/vial-names'
import { type Central, transact, type Work } from '../central'
import { type CodeProblem, findSubjectNamed } from '../subjects/find-subject'

type StoreRequest = z.infer<typeof storeRequest>
type RetrievalRequest = z.infer<typeof retrievalRequest>
export type ProcedureRequest = StoreRequest | RetrievalRequest

export type RequestProblem =
  | { readonly kind: 'unknownFacility'; readonly facilityId: number }
  | CodeProblem
  /** The subject has a vial whose name only looks the same. */
  | { readonly kind: 'alikeVial'; readonly name: string; readonly existing: string }
  | { readonly kind: 'unknownContainers'; readonly containerIds: readonly number[] }
  | { readonly kind: 'otherSubject'; readonly containerIds: readonly number[]; readonly subjectCode: string }
  | { readonly kind: 'otherFacility'; readonly containerIds: readonly number[]; readonly facilityId: number }
  | { readonly kind: 'notInStorage'; readonly containerIds: readonly number[] }
  /** Nobody knows where they are: see `Verification`. */
  | { readonly kind: 'toVerify'; readonly containerIds: readonly number[] }
  | { readonly kind: 'held'; readonly containerIds: readonly number[] }

export interface Requester {
  readonly organization: number
  readonly by: Extract<Actor, { kind: 'client' }>
}

interface Parties {
  readonly organization: number
  readonly facility: number
  readonly subject: SubjectRef
  readonly by: Actor
}

/** Creates the procedure that an integration requests, or refuses it; nothing is half made. */
export function requestProcedure(
  central: Central,
  requester: Requester,
  request: ProcedureRequest,
): Promise<Result<Procedure, RequestProblem>> {
  return transact(central, async (tx): Promise<Result<Procedure, RequestProblem>> => {
    const facility = await findFacility(tx.db, requester.organization, request.facilityId)
    if (!facility) return refused({ kind: 'unknownFacility', facilityId: request.facilityId })
    const subject = await findSubjectNamed(tx.db, requester.organization, request.subjectCode)
    if (!subject.ok) return subject
    await lockFeeds(tx.db, [facility.id])
    const parties = {
      organization: requester.organization,
      facility: facility.id,
      subject: subject.value,
      by: requester.by,
    }
    return request.type === 'STORE' ? makeStore(tx, parties, request) : makeRetrieval(tx, parties, request)
  })
}

async function makeStore(
  tx: Work,
  parties: Parties,
  request: StoreRequest,
): Promise<Result<Procedure, RequestProblem>> {
  const alike = await alikeVial(tx.db, parties.subject.id, request.sampleContainers)
  if (alike) return refused({ kind: 'alikeVial', ...alike })
  const rows = await tx.db
    .insertInto('containers')
    .values(
      request.sampleContainers.map(({ name, description }) => ({
        organization_id: parties.organization,
        facility_id: parties.facility,
        subject_id: parties.subject.id,
        name,
        description,
        version: 1,
      })),
    )
    .returning(['id', 'name'])
    .execute()
  const idByName = new Map(rows.map((row) => [row.name, row.id]))
  const vials = request.sampleContainers.map(({ name, description }): ProcedureVial => {
    const id = idByName.get(name)
    if (id === undefined) throw new Error(`No row came back for container ${name}`)
    return { containerId: containerId(id), name, description, ...untouched }
  })
  const procedure = await makeProcedure(tx, parties, 'STORE', vials)
  const made = await loadContainers(
    tx.db,
    rows.map((row) => row.id),
  )
  for (const body of made) tx.announce(parties.facility, { entity: 'container', body })
  return ok(procedure)
}

const untouched = { tag: null, place: null, outcome: 'pending', outcomeAt: null } as const

async function makeRetrieval(
  tx: Work,
  parties: Parties,
  request: RetrievalRequest,
): Promise<Result<Procedure, RequestProblem>> {
  const ids = request.sampleContainerIds
  const rows = await containerSelection(tx.db)
    .where('c.id', 'in', ids.filter(isRowId))
    .where('c.organization_id', '=', parties.organization)
    .execute()
  const problem = whyNotRetrievable(parties, ids, rows)
  if (problem) return refused(problem)
  const byId = new Map(rows.map((row) => [row.id, containerOf(row)]))
  const vials = ids
    .flatMap((id) => byId.get(id) ?? [])
    .map((each): ProcedureVial => {
      const { id, name, description, tag, place } = each
      return { containerId: id, name, description, tag, place, outcome: 'pending', outcomeAt: null }
    })
  const procedure = await makeProcedure(tx, parties, 'RETRIEVAL', vials)
  return ok(procedure)
}

function whyNotRetrievable(
  { subject, facility }: Parties,
  ids: readonly number[],
  rows: readonly ContainerRow[],
): RequestProblem | undefined {
  const idsOf = (which: (row: ContainerRow) => boolean) => rows.filter(which).map((row) => row.id)
  const found = new Set(rows.map((row) => row.id))
  const missing = ids.filter((id) => !found.has(id))
  if (missing.length > 0) return { kind: 'unknownContainers', containerIds: missing }
  const foreign = idsOf((row) => row.subject_id !== subject.id)
  if (foreign.length > 0) return { kind: 'otherSubject', containerIds: foreign, subjectCode: subject.code }
  const elsewhere = idsOf((row) => row.facility_id !== facility)
  if (elsewhere.length > 0) return { kind: 'otherFacility', containerIds: elsewhere, facilityId: facility }
  const doubtful = idsOf((row) => row.verify_since !== null)
  if (doubtful.length > 0) return { kind: 'toVerify', containerIds: doubtful }
  const out = idsOf((row) => row.stored_at === null)
  if (out.length > 0) return { kind: 'notInStorage', containerIds: out }
  const held = idsOf((row) => row.held_by !== null)
  return held.length > 0 ? { kind: 'held', containerIds: held } : undefined
}

async function makeProcedure(
  tx: Work,
  parties: Parties,
  type: ProcedureType,
  vials: readonly ProcedureVial[],
): Promise<Procedure> {
  const procedure = await insertProcedure(tx.db, parties.organization, newProcedure(tx.now, parties, type, vials))
  const ids = vials.map((vial) => vial.containerId)
  if (!(await holdContainers(tx.db, ids, procedure.id)))
    throw new Error('A container was held within its own transaction')
  await insertEvent(tx.db, procedure, { kind: 'create', at: tx.now, by: parties.by }, null)
  tx.announce(parties.facility, { entity: 'procedure', body: procedure })
  return procedure
}

const newProcedure = (
  now: string,
  { facility, subject, by }: Parties,
  type: ProcedureType,
  vials: readonly ProcedureVial[],
): NewProcedure => ({
  type,
  typeName: type,
  status: 'PENDING',
  statusName: 'PENDING',
  facilityId: facilityId(facility),
  subject: { id: subjectId(subject.id), code: subject.code },
  vials,
  requestedBy: by,
  preparedBy: null,
  acceptedBy: null,
  device: null,
  claim: null,
  refill: null,
  reason: null,
  createdAt: now,
  startedAt: null,
  completedAt: null,
  updatedAt: now,
  version: 1,
})
