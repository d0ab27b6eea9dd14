// When two names are one: they have a key in common. A name's keys are what is left of it without what the eye can't be sure of: case,
// Unicode's forms, kinds of hyphens and blanks, and letters of another script that look alike.
import { readingsOf, withoutCase } from './confusables'

const plain = /^[\x20-\x7e]*$/
/** Hyphens, dashes and the minus: \p{Pd}, and what is drawn like one. */
const hyphens = /[\p{Pd}\u2212\u2043\u02D7\u06D4\u2796\u{10191}]/gu
const apostrophes =
  /[\u2018\u2019\u201B\u2032\u2035\u00B4\u02B9\u02BB\u02BC\u02BD\u02BE\u02C8\u02CA\u02CB\uA78C\u05F3]/gu
/** Not seen in a name, and in none that was made by the rule: names of before may have them. */
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const blanks = /[\s\p{Zs}\u2800]+/gu

/** What comes before the letters are looked at one by one: one form, without case, in single letters and marks. */
function folded(name: string): string {
  const one = name.replace(unseen, '').normalize('NFKC').replace(unseen, '')
  const small = withoutCase(one.replace(hyphens, '-').replace(apostrophes, "'")).normalize('NFKC')
  // İ is i with a dot of its own, and looks the same as one without.
  return withoutCase(small)
    .normalize('NFD')
    .replace(/([ij])\u0307/g, '$1')
    .replace(blanks, ' ')
    .trim()
}

/**
 * The keys of a name, the main one first. Nearly always one; a letter whose capital and small form look like different ones (Ν is like N,
 * ν like v) has both readings. The same for names that differ in nothing that a person sees.
 */
export function nameKeys(name: string): readonly string[] {
  if (plain.test(name)) return [name.toLowerCase().replace(/ +/g, ' ').trim()]
  const readings = [...folded(name)].map(readingsOf)
  const most = Math.max(1, ...readings.map(({ length }) => length))
  const keys = Array.from({ length: most }, (_, nth) =>
    readings
      .map((each) => each[Math.min(nth, each.length - 1)] ?? '')
      .join('')
      .normalize('NFD'),
  )
  return [...new Set(keys)]
}

/** The main key. */
export const nameKey = (name: string): string => nameKeys(name)[0] ?? ''

/** Whether the two are one name. */
export function isSameName(a: string, b: string): boolean {
  if (a === b) return true
  const keys = new Set(nameKeys(a))
  return nameKeys(b).some((key) => keys.has(key))
}

/** The one that was asked for: exactly so written, or else the only one that is the same name. */
export function findByName<Item>(
  items: readonly Item[],
  name: string,
  nameOf: (item: Item) => string,
): Item | undefined {
  const exact = items.find((item) => nameOf(item) === name)
  if (exact !== undefined) return exact
  const same = items.filter((item) => isSameName(nameOf(item), name))
  return same.length === 1 ? same[0] : undefined
}
