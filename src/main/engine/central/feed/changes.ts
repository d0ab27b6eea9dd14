// The changes that central's feed and snapshot carry, checked. An entity that this program doesn't support is passed over and remembered.
import { type Change, change } from '../../../../shared/api/entities'
import { ok, type Result, refused } from '../../../../shared/result'

export const supportedEntities: ReadonlySet<string> = new Set(change.options.map((option) => option.shape.entity.value))

export type Checked =
  | { readonly kind: 'supported'; readonly change: Change }
  | { readonly kind: 'unsupported'; readonly entity: string }

/** Refuses a supported entity of an unknown shape: applying half of what central says would be worse than waiting. */
export function checkedChange(value: unknown): Result<Checked, string> {
  const entity = typeof value === 'object' && value !== null && 'entity' in value ? value.entity : undefined
  if (typeof entity !== 'string') return refused('a change without its entity')
  if (!supportedEntities.has(entity)) return ok({ kind: 'unsupported', entity })
  const parsed = change.safeParse(value)
  if (parsed.success) return ok({ kind: 'supported', change: parsed.data })
  const [issue] = parsed.error.issues
  return refused(`${entity}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
