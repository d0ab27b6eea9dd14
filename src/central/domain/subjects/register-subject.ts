import type { z } from 'zod'
import type { SubjectReply, subjectRequest } from '../../../shared/api/external'
import { ok, type Result, refused } from '../../../shared/result'
import { findFacility } from '../../store/organizations'
import { alikeSubjects, insertSubjectKeys } from '../../store/subject-keys'
import { type Central, transact } from '../central'

export type SubjectProblem =
  | { readonly kind: 'unknownFacility'; readonly facilityId: number }
  /** `existing`: of the subject that has it, perhaps in another spelling. */
  | { readonly kind: 'codeTaken'; readonly code: string; readonly existing: string }

/** Registers a subject. Its code is unique within the organization, also by its look. */
export function registerSubject(
  central: Central,
  organization: number,
  request: z.infer<typeof subjectRequest>,
): Promise<Result<SubjectReply, SubjectProblem>> {
  return transact(central, async ({ db, now }): Promise<Result<SubjectReply, SubjectProblem>> => {
    const facility = await findFacility(db, organization, request.facilityId)
    if (!facility) return refused({ kind: 'unknownFacility', facilityId: request.facilityId })
    const { code, firstName, lastName } = request
    const alike = await alikeSubjects(db, organization, code)
    const taken = alike.find((each) => each.code === code) ?? alike[0]
    if (taken) return refused({ kind: 'codeTaken', code, existing: taken.code })
    const { id } = await db
      .insertInto('subjects')
      .values({
        organization_id: organization,
        facility_id: facility.id,
        code,
        first_name: firstName,
        last_name: lastName,
        date_of_birth: request.dateOfBirth,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertSubjectKeys(db, [{ organization, id, code }])
    return ok({ id, facility, code, firstName, lastName, createdAt: now })
  })
}
