// The rule for every name that identifies something: a subject's code, a vial, a cane, a person, a client, a bench. What can be written in
// several ways without anybody seeing a difference gets one form; what can't be seen at all is refused. See docs/decisions/0078-names.md.
import { ok, type Result, refused } from '../result'

/** Why a text is no name. `codePoint`: the first character that is in the way. */
export type NameProblem =
  /** Nothing is left that could be read. */
  | { readonly kind: 'nothingToRead' }
  /** A tab, a line break, or another control character. */
  | { readonly kind: 'control'; readonly codePoint: number }
  /** It has no width, or only says how others are to be shown: zero-width, soft hyphen, direction mark, variation selector, … */
  | { readonly kind: 'invisible'; readonly codePoint: number }
  /** It has no look of its own: half a character, a stand-in for lost bytes, private use, or not assigned yet. */
  | { readonly kind: 'undefined'; readonly codePoint: number }

const controls = /[\p{Cc}\p{Zl}\p{Zp}]/u
/** The last two are drawn as nothing although Unicode counts them as symbols: Braille blank, null notehead. */
const invisibles = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]/u
/** U+FFFC and U+FFFD: stand-ins for an object, and for bytes that were not text. Two different names can become one by them. */
const withoutLook = /[\p{Cs}\p{Co}\p{Cn}\uFFFC\uFFFD]/u
const readable = /[\p{L}\p{N}\p{P}\p{S}]/u

/** Other blanks look like a usual one, or like two of them. */
const blanks = /\p{Zs}+/gu

const firstOf = (pattern: RegExp, text: string): number | undefined => pattern.exec(text)?.[0].codePointAt(0)

/** The one form of a name: NFC, without blanks at its ends, with single usual blanks inside. Or why the text is no name. */
export function readName(text: string): Result<string, NameProblem> {
  const undefinedOne = firstOf(withoutLook, text)
  if (undefinedOne !== undefined) return refused({ kind: 'undefined', codePoint: undefinedOne })
  const name = text.trim().normalize('NFC').replace(blanks, ' ').trim()
  const control = firstOf(controls, name)
  if (control !== undefined) return refused({ kind: 'control', codePoint: control })
  const invisible = firstOf(invisibles, name)
  if (invisible !== undefined) return refused({ kind: 'invisible', codePoint: invisible })
  return readable.test(name) ? ok(name) : refused({ kind: 'nothingToRead' })
}

/** `U+00AD` */
export const codePointText = (codePoint: number): string => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`

/** The end of a sentence that begins with the field's name; English, for integrations and administrators. */
export function whyNoName(problem: NameProblem): string {
  switch (problem.kind) {
    case 'nothingToRead':
      return 'must hold something to read'
    case 'control':
      return `must not contain control characters or line breaks (${codePointText(problem.codePoint)})`
    case 'invisible':
      return `must not contain characters that can't be seen (${codePointText(problem.codePoint)})`
    case 'undefined':
      return `must not contain half characters, or characters without a look of their own (${codePointText(problem.codePoint)})`
  }
}
