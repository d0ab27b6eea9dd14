// The changes that central's feed and snapshot carry, checked. What this program doesn't know, or can't
// read, is passed over and remembered.
import { type Change, change } from '../../../../shared/api/entities'
import { keyOfBody } from '../../../../shared/api/key-of-body'
import { ok, type Result, refused } from '../../../../shared/result'
import type { SkippedRow } from '../../store/contract/feed'

export const supportedEntities: ReadonlySet<string> = new Set(change.options.map((option) => option.shape.entity.value))

export type Checked =
  | { readonly kind: 'supported'; readonly change: Change }
  | { readonly kind: 'unsupported'; readonly entity: string }
  /** Of a newer central, or with something in it that this program knows no sense of. */
  | { readonly kind: 'unreadable'; readonly entity: string; readonly key: string; readonly why: string }

const longestWhy = 200

/** What can't be read is put aside for itself: one such row must not keep everything behind it from coming. */
export function checkedChange(value: unknown): Result<Checked, string> {
  const entity = typeof value === 'object' && value !== null && 'entity' in value ? value.entity : undefined
  if (typeof entity !== 'string') return refused('a change without its entity')
  if (!supportedEntities.has(entity)) return ok({ kind: 'unsupported', entity })
  const parsed = change.safeParse(value)
  if (parsed.success) return ok({ kind: 'supported', change: parsed.data })
  const [issue] = parsed.error.issues
  const why = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, longestWhy)
  const body = typeof value === 'object' && value !== null && 'body' in value ? value.body : undefined
  return ok({ kind: 'unreadable', entity, key: keyOfBody(body), why })
}

/** As it is remembered what was passed over. */
export function skippedRow(n: number, passed: Exclude<Checked, { kind: 'supported' }>): SkippedRow {
  const { entity } = passed
  return passed.kind === 'unsupported' ? { n, entity } : { n, entity, cannot: { key: passed.key, why: passed.why } }
}
