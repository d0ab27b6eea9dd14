// The right-to-left pseudo-language, made from English at run time: it shows untranslated text and layouts that assume left to right.

const rightToLeft = '\u202E'
const end = '\u202C'

/** Turns every word of a literal around; what stands between words stays. */
const mirror = (literal: string): string => literal.replace(/[^\s]+/g, (word) => `${rightToLeft}${word}${end}`)

/** Position behind the brace that closes the one at `open`. */
function closing(message: string, open: number): number {
  let depth = 0
  for (let at = open; at < message.length; at += 1) {
    if (message[at] === '{') depth += 1
    if (message[at] === '}') depth -= 1
    if (depth === 0) return at + 1
  }
  return message.length
}

const choice = /^\{\s*[^,{}]+,\s*(?:plural|select|selectordinal)\s*,/

/** The texts within a plural or select are messages of their own; all else of an argument must stay as it is. */
function argument(text: string): string {
  const head = choice.exec(text)?.[0]
  if (head === undefined) return text
  let out = head
  let at = head.length
  while (at < text.length - 1) {
    if (text[at] !== '{') {
      out += text[at]
      at += 1
      continue
    }
    const to = closing(text, at)
    out += `{${pseudoMessage(text.slice(at + 1, to - 1))}}`
    at = to
  }
  return `${out}}`
}

/** An ICU message with its words mirrored and its arguments untouched. */
function pseudoMessage(message: string): string {
  let out = ''
  let at = 0
  while (at < message.length) {
    const open = message.indexOf('{', at)
    if (open === -1) return out + mirror(message.slice(at))
    const to = closing(message, open)
    out += mirror(message.slice(at, open)) + argument(message.slice(open, to))
    at = to
  }
  return out
}

/** A whole language file in the pseudo-language. */
export const pseudoMessages = (messages: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, pseudoMessage(message)]))
