// Names of before the rule can look alike. Where two of them stand in one sentence, it says in what they differ.
import { isSameName } from './key'
import { codePointText } from './name'

const mostShown = 4

/** The characters of each that the other does not have at that place. */
function differing(a: readonly string[], b: readonly string[]): readonly [readonly string[], readonly string[]] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  const most = Math.min(a.length, b.length) - start
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)]
}

const spelled = (name: string, chars: readonly string[]): string => {
  const codes = chars.slice(0, mostShown).map((char) => codePointText(char.codePointAt(0) ?? 0))
  return `${name} (${codes.length === 0 ? '–' : codes.join(' ')}${chars.length > mostShown ? ' …' : ''})`
}

/** With every character that is not on each keyboard: for names of which a reader could take one for another. */
export const spelledOut = (name: string): string => {
  const chars = [...name].filter((char) => !/[\x20-\x7e]/.test(char))
  return chars.length === 0 ? name : spelled(name, chars)
}

/** Both as they are, unless they look alike and are not the same: then each with the characters in which they differ. */
export function toldApart(a: string, b: string): readonly [string, string] {
  if (a === b || !isSameName(a, b)) return [a, b]
  const [ofA, ofB] = differing([...a], [...b])
  return [spelled(a, ofA), spelled(b, ofB)]
}
