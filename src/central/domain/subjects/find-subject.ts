// Who is meant by a subject's code: the one whose code is exactly so, or else the only one whose code looks the same.
import { type NameProblem, readName } from '../../../shared/names/name'
import { ok, type Result, refused } from '../../../shared/result'
import { findSubjectByCode, type SubjectRef } from '../../store/organizations'
import type { Db } from '../../store/store'
import { alikeSubjects } from '../../store/subject-keys'

export type CodeProblem =
  | { readonly kind: 'unknownSubject'; readonly subjectCode: string }
  /** No code is written so. */
  | { readonly kind: 'noCode'; readonly why: NameProblem }
  /** Registered before look-alikes were refused: nobody can guess which one is meant. */
  | { readonly kind: 'severalSubjects'; readonly subjectCode: string; readonly codes: readonly string[] }

export async function findSubjectNamed(
  db: Db,
  organization: number,
  subjectCode: string,
): Promise<Result<SubjectRef, CodeProblem>> {
  // As it came: codes of before may have what no code has any more.
  const asWritten = await findSubjectByCode(db, organization, subjectCode)
  if (asWritten) return ok(asWritten)
  const code = readName(subjectCode)
  if (!code.ok) return refused({ kind: 'noCode', why: code.problem })
  const exact = code.value === subjectCode ? undefined : await findSubjectByCode(db, organization, code.value)
  if (exact) return ok(exact)
  const [first, ...others] = await alikeSubjects(db, organization, code.value)
  if (!first) return refused({ kind: 'unknownSubject', subjectCode })
  if (others.length === 0) return ok(first)
  return refused({ kind: 'severalSubjects', subjectCode, codes: [first, ...others].map((each) => each.code) })
}
