// The texts by which a vial is found: its name, its subject's code, its tag. All of them lie in one index, so that a prefix is one
// range of it. `shared` keeps a vial from being found twice: it is the length of the longest beginning that this text has in common
// with an earlier text of the same vial. A prefix no longer than that finds the earlier text already.
import { nameKey, nameKeys } from '../../../../shared/names/key'

export interface SearchKey {
  readonly key: string
  readonly shared: number
}

/** How a text is compared: by the look of a name, without blanks at its ends. What is typed has one main reading. */
export const fold = (text: string): string => nameKey(text)

/** Length of the common beginning, in UTF-16 units. */
function sharedLength(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  let length = 0
  while (length < end && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  return length
}

export interface Findable {
  readonly name: string
  readonly subjectCode: string
  readonly tag: string | null
}

/** The keys of one vial. A text that an earlier one begins with is left out: whatever finds it finds the earlier one. */
export function searchKeys({ name, subjectCode, tag }: Findable): readonly SearchKey[] {
  const keys: SearchKey[] = []
  for (const key of [name, subjectCode, tag ?? ''].flatMap(nameKeys)) {
    const shared = Math.max(0, ...keys.map((earlier) => sharedLength(earlier.key, key)))
    if (shared < key.length) keys.push({ key, shared })
  }
  return keys
}

/** First text after all that begin with `prefix`, in the order of the index (bytes of UTF-8). */
export const endOfPrefix = (prefix: string): string => `${prefix}\u{10FFFF}`
