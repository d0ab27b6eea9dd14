import { nameKeys } from './key'

/** The first name that looks like one before it, with that one; null if all are told apart. Two that look the same are one to whoever holds the vials. */
export function alikeAmong(names: readonly string[]): { readonly name: string; readonly existing: string } | null {
  const taken = new Map<string, string>()
  for (const name of names) {
    const keys = nameKeys(name)
    const existing = keys.flatMap((key) => taken.get(key) ?? [])[0]
    if (existing !== undefined) return { name, existing }
    for (const key of keys) taken.set(key, name)
  }
  return null
}
