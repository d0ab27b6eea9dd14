// Whether central would accept an act, as far as this bench knows now: the procedure's own rules, and those of tags and places. Pure.
import { type ActBody, rowOf, stepBy } from '../../../../shared/acts'
import { keyOf, type ThingKey, thingsIn } from '../../../../shared/acts/things'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import type { ProcedureRefusal } from '../../../../shared/procedure/event'
import { ok, type Result, refused } from '../../../../shared/result'

export interface Present {
  /** As the bench foresees it now; null if central doesn't know it, or not as this facility's. */
  readonly procedure: Procedure | null
  /** Of what the refused acts bind: tags that belong to a vial now, places that are not free or are none, canes without room. */
  readonly taken: ReadonlySet<ThingKey>
  /** ISO 8601. */
  readonly now: string
}

/** The bench's state with the act in it, or why central would refuse it. */
export function attempt(
  present: Present,
  body: ActBody,
  by: Actor,
): Result<Present, ProcedureRefusal | { readonly kind: 'choiceGone' }> {
  const { procedure, now } = present
  const row = rowOf(body)
  if (procedure === null || row.event(body) === null) return refused({ kind: 'choiceGone' })
  const stepped = stepBy(procedure, body, { at: now, by })
  if (!stepped.ok) return stepped
  const bound = row.binds(body).map(keyOf)
  if (bound.some((key) => present.taken.has(key))) return refused({ kind: 'choiceGone' })
  const after = new Set(thingsIn(stepped.value.procedure).map(keyOf))
  const freed = new Set(
    thingsIn(procedure)
      .map(keyOf)
      .filter((key) => !after.has(key)),
  )
  const taken = new Set([...[...present.taken].filter((key) => !freed.has(key)), ...bound])
  return ok({ ...present, procedure: stepped.value.procedure, taken })
}
