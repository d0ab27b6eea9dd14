// People from a file (`--people`), until another system tells central who works where.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { nameOf } from '../../shared/api/fields'
import { errorText } from '../../shared/error-text'
import { personId } from '../../shared/model/ids'
import { roles } from '../../shared/model/person'
import { toldApart } from '../../shared/names/difference'
import { isSameName } from '../../shared/names/key'
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

/** Two entries that would be one person, or could not be told apart on a bench's list. */
function alikeIn(all: readonly PersonAt[]): string | undefined {
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(0, index)) {
      if (isSameName(one.id, other.id)) return toldApart(other.id, one.id).join(' and ')
      if (one.facilityId !== other.facilityId || !isSameName(one.name, other.name)) continue
      return toldApart(other.name, one.name).join(' and ')
    }
  }
  return undefined
}

/** The text of a file; throws for bytes that are not UTF-8, which would turn two names into one. */
const textOf = (file: string): string => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))

/** `[{"facilityId": 1, "id": "…", "name": "…", "role": "staff" | "supervisor"}]`, or one sentence on what is wrong with it. */
export function peopleFile(file: string): Result<readonly PersonAt[], string> {
  let content: unknown
  try {
    content = JSON.parse(textOf(file))
  } catch (problem) {
    const why = problem instanceof TypeError ? 'it is not UTF-8 text' : errorText(problem)
    return refused(`--people: ${file} can't be read as JSON: ${why.replace(/\s+/g, ' ')}`)
  }
  const parsed = people.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refused(`--people: ${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a list of people'}.`)
  }
  const alike = alikeIn(parsed.data)
  return alike === undefined ? ok(parsed.data) : refused(`--people: ${file}: two entries look the same: ${alike}.`)
}
