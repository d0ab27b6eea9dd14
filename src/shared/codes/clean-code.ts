// What a scanner sends around a code is no part of it: one cleaning for every field that takes codes.

/** AIM's symbology identifier: `]`, a letter for the kind of code, a digit or letter for how it was read (ISO/IEC 15424). */
const aimPrefix = /^\][A-Za-z][0-9A-Za-z]/

/** STX, ETX, GS and whatever else frames or separates; a line's end too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is cleaned away
const control = /[\u0000-\u001F\u007F]/g

/** The code alone: without AIM prefix, control characters, and blanks around it. What stands inside of it stays. */
export function cleanCode(text: string): string {
  const plain = text.replace(control, '').trim()
  return plain.replace(aimPrefix, '').trim()
}

export const hasAimPrefix = (text: string): boolean => aimPrefix.test(text.replace(control, '').trim())

/** Digits of hex that a printed tag has at least: between colons, and between blanks or hyphens, which names and dates have too. */
const fewestDigits = { colons: 8, others: 14 } as const

/**
 * As `cleanCode`; a tag as screens and labels print it, with blanks, colons or hyphens between its digits, becomes its digits alone.
 * Names and codes that only look like hex keep what stands in them.
 */
export function cleanTag(text: string): string {
  const code = cleanCode(text)
  const groups = code.split(/[\s:-]+/)
  const digits = groups.join('')
  const fewest = code.includes(':') ? fewestDigits.colons : fewestDigits.others
  const length = groups[0]?.length
  const isTag =
    groups.length > 1 &&
    digits.length >= fewest &&
    /^(?:[0-9a-f]{2})+$/i.test(digits) &&
    // Bytes or words of one length; the last may be shorter.
    groups.every((group, index) => group.length === length || index === groups.length - 1)
  return isTag ? digits.toUpperCase() : code
}
