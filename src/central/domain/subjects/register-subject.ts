import type { z } from 'zod'
import type { SubjectReply, subjectRequest } from '../../../shared/api/external'
import { ok, type Result, refused } from '../../../shared/result'
import { findFacility, findSubjectByCode } from '../../store/organizations'
import { type Central, transact } from '../central'

export type SubjectProblem =
  | { readonly kind: 'unknownFacility'; readonly facilityId: number }
  | { readonly kind: 'codeTaken'; readonly code: string }

/** Registers a subject. Its code is unique within the organization. */
export function registerSubject(
  central: Central,
  organization: number,
  request: z.infer<typeof subjectRequest>,
): Promise<Result<SubjectReply, SubjectProblem>> {
  return transact(central, async ({ db, now, newIds }): Promise<Result<SubjectReply, SubjectProblem>> => {
    const facility = await findFacility(db, organization, request.facilityId)
    if (!facility) return refused({ kind: 'unknownFacility', facilityId: request.facilityId })
    const { code, firstName, lastName } = request
    if (await findSubjectByCode(db, organization, code)) return refused({ kind: 'codeTaken', code })
    const id = await newIds('subject', 1)
    await db
      .insertInto('subjects')
      .values({
        id,
        organization_id: organization,
        facility_id: facility.id,
        code,
        first_name: firstName,
        last_name: lastName,
        date_of_birth: request.dateOfBirth,
        created_at: now,
      })
      .execute()
    return ok({ id, facility, code, firstName, lastName, createdAt: now })
  })
}
