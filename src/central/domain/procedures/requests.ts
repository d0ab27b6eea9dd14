// Procedures that integrations request: STORE and RETRIEVAL, PENDING at first.
import type { z } from 'zod'
import type { retrievalRequest, storeRequest } from '../../../shared/api/external'
import type { SampleContainer } from '../../../shared/model/container'
import type { Actor, Procedure } from '../../../shared/model/procedure'
import { ok, type Result, refused } from '../../../shared/result'
import { type ContainerRow, containerOf, containerSelection } from '../../store/containers'
import { lockFeeds } from '../../store/feed'
import { findFacility, type SubjectRef } from '../../store/organizations'
import { isClockId } from '../../store/row-id'
import { alikeVial } from '../../store/vial-names'
import { type Central, transact, type Work } from '../central'
import { type CodeProblem, findSubjectNamed } from '../subjects/find-subject'
import { type Making, makeProcedure } from './making'

type ParsedStore = z.infer<typeof storeRequest>
type StoreRequest = Omit<ParsedStore, 'sampleContainerIds'> & Partial<Pick<ParsedStore, 'sampleContainerIds'>>
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
  | { readonly kind: 'inStorage'; readonly containerIds: readonly number[] }
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
  const ids = request.sampleContainerIds ?? []
  const known = await knownContainers(tx, parties, ids)
  const problem = whyNotTaken(parties, ids, known, 'out')
  if (problem) return refused(problem)
  const alike = await alikeVial(tx.db, parties.subject.id, request.sampleContainers)
  if (alike) return refused({ kind: 'alikeVial', ...alike })
  return ok(await makeProcedure(tx, making(tx, parties, 'STORE'), request.sampleContainers, inOrder(ids, known)))
}

async function makeRetrieval(
  tx: Work,
  parties: Parties,
  request: RetrievalRequest,
): Promise<Result<Procedure, RequestProblem>> {
  const ids = request.sampleContainerIds
  const known = await knownContainers(tx, parties, ids)
  const problem = whyNotTaken(parties, ids, known, 'in')
  if (problem) return refused(problem)
  return ok(await makeProcedure(tx, making(tx, parties, 'RETRIEVAL'), [], inOrder(ids, known)))
}

const making = (tx: Work, parties: Parties, type: Making['type']): Making => ({
  ...parties,
  type,
  at: tx.now,
  isAccepted: false,
  intentId: null,
})

const knownContainers = async (tx: Work, { organization }: Parties, ids: readonly number[]) =>
  ids.length === 0
    ? []
    : containerSelection(tx.db)
        .where('c.id', 'in', ids.filter(isClockId))
        .where('c.organization_id', '=', organization)
        .execute()

function inOrder(ids: readonly number[], rows: readonly ContainerRow[]): readonly SampleContainer[] {
  const byId = new Map(rows.map((row) => [row.id, containerOf(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Why no procedure may take these vials, which must be in storage for a RETRIEVAL, and out of it for a STORE. */
function whyNotTaken(
  { subject, facility }: Parties,
  ids: readonly number[],
  rows: readonly ContainerRow[],
  mustBe: 'in' | 'out',
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
  const wrong = idsOf((row) => (row.stored_at === null) === (mustBe === 'in'))
  if (wrong.length > 0) return { kind: mustBe === 'in' ? 'notInStorage' : 'inStorage', containerIds: wrong }
  const held = idsOf((row) => row.held_by !== null)
  return held.length > 0 ? { kind: 'held', containerIds: held } : undefined
}
