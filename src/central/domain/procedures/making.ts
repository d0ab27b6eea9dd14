// Makes a procedure, whoever asked for it: what may be asked was decided before.
import type { SampleContainer } from '../../../shared/model/container'
import { containerId, facilityId, procedureId, subjectId } from '../../../shared/model/ids'
import type { Made } from '../../../shared/model/made'
import type { Actor, Procedure, ProcedureVial } from '../../../shared/model/procedure'
import { holdContainers, loadContainers } from '../../store/containers'
import type { SubjectRef } from '../../store/organizations'
import { insertEvent } from '../../store/procedure-events'
import { insertProcedure } from '../../store/procedures'
import type { Work } from '../central'

export interface Making {
  readonly type: 'STORE' | 'RETRIEVAL'
  readonly organization: number
  readonly facility: number
  readonly subject: SubjectRef
  readonly by: Actor
  /** When it was asked for; never later than the transaction. */
  readonly at: string
  /** Whoever asks may also accept it: it is queued at once. */
  readonly isAccepted: boolean
  readonly made?: Made
  readonly intentId: string | null
}

export interface NewVial {
  readonly name: string
  readonly description: string
}

/** `known`: vials that are there already, after the new ones. All are free: whoever calls has looked, under the feed's lock. */
export async function makeProcedure(
  tx: Work,
  making: Making,
  newVials: readonly NewVial[],
  known: readonly SampleContainer[],
): Promise<Procedure> {
  const added = await newContainers(tx, making, newVials)
  const taken = making.type === 'STORE' ? known.map(returningVial) : known.map(storedVial)
  const id = procedureId(await tx.newIds('procedure', 1))
  const procedure = { ...newProcedure(tx.now, making, [...added.map(vialOf), ...taken]), id }
  await insertProcedure(tx.db, making.organization, procedure)
  const ids = procedure.vials.map((vial) => vial.containerId)
  if (!(await holdContainers(tx.db, ids, id))) throw new Error('A container was held within its own transaction')
  await insertEvent(tx.db, procedure, { kind: 'create', at: making.at, by: making.by }, making.intentId)
  tx.announce(making.facility, { entity: 'procedure', body: procedure })
  const bodies = await loadContainers(
    tx.db,
    added.map((each) => each.id),
  )
  for (const body of bodies) tx.announce(making.facility, { entity: 'container', body })
  return procedure
}

type NewContainer = Pick<SampleContainer, 'id' | 'name' | 'description'>

/** In the order in which they were asked for. */
async function newContainers(tx: Work, making: Making, asked: readonly NewVial[]): Promise<readonly NewContainer[]> {
  if (asked.length === 0) return []
  const first = await tx.newIds('container', asked.length)
  const added = asked.map(({ name, description }, nth) => ({ id: containerId(first + nth), name, description }))
  await tx.db
    .insertInto('containers')
    .values(
      added.map(({ id, name, description }) => ({
        id,
        organization_id: making.organization,
        facility_id: making.facility,
        subject_id: making.subject.id,
        name,
        description,
        version: 1,
      })),
    )
    .execute()
  return added
}

const untouched = { tag: null, place: null, outcome: 'pending', outcomeAt: null } as const

const vialOf = ({ id, name, description }: NewContainer): ProcedureVial => ({
  containerId: id,
  name,
  description,
  ...untouched,
})

/** A vial that has a tag although nothing holds it was in storage, and keeps that tag. One that never got there has none, and is tagged anew. */
const returningVial = (container: SampleContainer): ProcedureVial => ({
  ...vialOf(container),
  ...(container.tag !== null && { tag: container.tag, returning: true }),
})

const storedVial = (container: SampleContainer): ProcedureVial => ({
  ...vialOf(container),
  tag: container.tag,
  place: container.place,
})

const newProcedure = (now: string, making: Making, vials: readonly ProcedureVial[]): Omit<Procedure, 'id'> => {
  const { type, facility, subject, by, at, isAccepted, made } = making
  const status = isAccepted ? 'CREATED' : 'PENDING'
  return {
    type,
    typeName: type,
    status,
    statusName: status,
    facilityId: facilityId(facility),
    subject: { id: subjectId(subject.id), code: subject.code },
    vials,
    requestedBy: by,
    preparedBy: null,
    acceptedBy: isAccepted ? by : null,
    device: null,
    claim: null,
    refill: null,
    reason: null,
    ...(made && { made }),
    createdAt: at,
    startedAt: null,
    completedAt: null,
    updatedAt: now,
    version: 1,
  }
}
