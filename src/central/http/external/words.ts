// The only place where the domain's procedures and refusals become the published API's words.
import type { ProcedureReply } from '../../../shared/api/external'
import { assertNever } from '../../../shared/assert-never'
import type { Procedure } from '../../../shared/model/procedure'
import { spelledOut, toldApart } from '../../../shared/names/difference'
import { whyNoName } from '../../../shared/names/name'
import type { RequestProblem } from '../../domain/procedures/requests'
import type { SubjectProblem } from '../../domain/subjects/register-subject'
import type { ProcedureRow } from '../../store/external/procedures'
import type { FacilityRef } from '../../store/organizations'
import { HttpRefusal, unknownThing } from '../refusal'

interface ContainerRef {
  readonly id: number
  readonly name: string
  readonly description: string
}

/** `completedAt` only for a completed procedure: a cancellation is not a completion. */
const completion = (status: string, completedAt: string | null) =>
  status === 'COMPLETED' && completedAt !== null ? { completedAt } : {}

/** Without `containers`, as in lists. A REFILL has no subject and no containers. */
export function procedureReplyOf(row: ProcedureRow, containers?: readonly ContainerRef[]): ProcedureReply {
  const { id, type, status, facility_id, facility_name, subject_id, subject_code, created_at, completed_at } = row
  return {
    id,
    type,
    status,
    facility: { id: facility_id, name: facility_name },
    ...(subject_id === null || subject_code === null ? {} : { subject: { id: subject_id, code: subject_code } }),
    ...(containers && subject_id !== null ? { sampleContainers: [...containers] } : {}),
    createdAt: created_at,
    ...completion(status, completed_at),
  }
}

/** A procedure that was just created. */
export function newProcedureReply(procedure: Procedure, facility: FacilityRef): ProcedureReply {
  const containers = procedure.vials.map(({ containerId, name, description }) => ({
    id: containerId,
    name,
    description,
  }))
  return {
    id: procedure.id,
    type: procedure.typeName,
    status: procedure.statusName,
    facility: { id: facility.id, name: facility.name },
    ...(procedure.subject === null ? {} : { subject: procedure.subject, sampleContainers: containers }),
    createdAt: procedure.createdAt,
  }
}

const idsShown = 10

const list = (ids: readonly number[]) =>
  ids.length > idsShown ? `${ids.slice(0, idsShown).join(', ')} and ${ids.length - idsShown} more` : ids.join(', ')

export function refusalOf(problem: RequestProblem | SubjectProblem): HttpRefusal {
  switch (problem.kind) {
    case 'unknownFacility':
      return unknownThing(`Facility ${problem.facilityId}`)
    case 'unknownSubject':
      return unknownThing(`Subject ${problem.subjectCode}`)
    case 'unknownContainers':
      return unknownThing(`Sample container ${list(problem.containerIds)}`)
    case 'otherSubject':
      return new HttpRefusal(
        'VALIDATION_ERROR',
        `Sample container ${list(problem.containerIds)} is not of subject ${problem.subjectCode}`,
      )
    case 'otherFacility':
      return new HttpRefusal(
        'VALIDATION_ERROR',
        `Sample container ${list(problem.containerIds)} is not at facility ${problem.facilityId}`,
      )
    case 'notInStorage':
      return new HttpRefusal('CONFLICT', `Sample container ${list(problem.containerIds)} is not in storage`)
    case 'inStorage':
      return new HttpRefusal('CONFLICT', `Sample container ${list(problem.containerIds)} is in storage already`)
    case 'toVerify':
      return new HttpRefusal(
        'CONFLICT',
        `Sample container ${list(problem.containerIds)} has to be verified first: nobody knows for certain where it is`,
      )
    case 'held':
      return new HttpRefusal(
        'CONFLICT',
        `Sample container ${list(problem.containerIds)} is held by another open procedure`,
      )
    case 'noCode':
      return new HttpRefusal('VALIDATION_ERROR', `subjectCode: ${whyNoName(problem.why)}`)
    case 'severalSubjects':
      return new HttpRefusal(
        'CONFLICT',
        `Subject ${problem.subjectCode} can be any of several that look alike (${problem.codes.map(spelledOut).join('; ')}); write the code exactly as one of them`,
      )
    case 'alikeVial': {
      const [name, existing] = toldApart(problem.name, problem.existing)
      return new HttpRefusal(
        'CONFLICT',
        `Sample container ${name} looks like ${existing}, which this subject has already`,
      )
    }
    case 'codeTaken': {
      const [code, existing] = toldApart(problem.code, problem.existing)
      const isSame = code === existing
      return new HttpRefusal(
        'CONFLICT',
        isSame
          ? `Subject code ${code} is already used in this organization`
          : `Subject code ${code} looks like ${existing}, which is already used in this organization`,
      )
    }
    default:
      return assertNever(problem)
  }
}
