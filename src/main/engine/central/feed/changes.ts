// What central's feed and snapshot carry, checked. A kind of entity that this program doesn't know is passed over and remembered.
import { type Change, change } from '../../../../shared/api/entities'
import { ok, type Result, refused } from '../../../../shared/result'

export const knownEntities: ReadonlySet<string> = new Set(change.options.map((option) => option.shape.entity.value))

export type Checked =
  | { readonly kind: 'known'; readonly change: Change }
  | { readonly kind: 'unknown'; readonly entity: string }

/** Refuses a known entity of an unknown shape: applying half of what central says would be worse than waiting. */
export function checkedChange(value: unknown): Result<Checked, string> {
  const entity = typeof value === 'object' && value !== null && 'entity' in value ? value.entity : undefined
  if (typeof entity !== 'string') return refused('a change without its entity')
  if (!knownEntities.has(entity)) return ok({ kind: 'unknown', entity })
  const parsed = change.safeParse(value)
  if (parsed.success) return ok({ kind: 'known', change: parsed.data })
  const [issue] = parsed.error.issues
  return refused(`${entity}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
