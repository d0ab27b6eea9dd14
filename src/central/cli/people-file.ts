// People from a file (`--people`), until another system tells central who works where.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { nameOf } from '../../shared/api/fields'
import { errorText } from '../../shared/error-text'
import { personId } from '../../shared/model/ids'
import { roles } from '../../shared/model/person'
import { ok, type Result, refused } from '../../shared/result'
import type { PersonAt } from '../domain/people/set-person'

const name = nameOf(200)
const people = z.array(
  z.strictObject({
    facilityId: z.int().positive(),
    id: name.transform(personId),
    name,
    role: z.enum(roles),
  }),
)

/** `[{"facilityId": 1, "id": "…", "name": "…", "role": "staff" | "supervisor"}]`, or one sentence on what is wrong with it. */
export function peopleFile(file: string): Result<readonly PersonAt[], string> {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (problem) {
    const why = errorText(problem)
    return refused(`--people: ${file} can't be read as JSON: ${why.replace(/\s+/g, ' ')}`)
  }
  const parsed = people.safeParse(content)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  return refused(`--people: ${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a list of people'}.`)
}
