// The commonest ICU messages, arguments and a plural of one or more, without ICU's parser: what it costs to load shows in every cold start.

type Values = Readonly<Record<string, string | number>>

const argument = /^\{\s*(\w+)\s*\}$/
const plural = /^\{\s*(\w+)\s*,\s*plural\s*,\s*one\s*\{([^{}]*)\}\s*other\s*\{([^{}]*)\}\s*\}$/
/** A text, or one argument with what stands in its braces, two deep. */
const piece = /[^{}]+|\{(?:[^{}]|\{[^{}]*\})*\}/gy
/** Quotes and tags of ICU, which it alone reads. */
const signs = /['<]/
/** From here on a number takes a separator. */
const largest = 1000

const isCount = (value: string | number | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < largest

function filled(part: string, values: Values): string | null {
  if (!part.startsWith('{')) return part
  const [, name] = argument.exec(part) ?? []
  if (name !== undefined) return Object.hasOwn(values, name) ? String(values[name]) : null
  const [, counted, one, other] = plural.exec(part) ?? []
  if (counted === undefined || one === undefined || other === undefined) return null
  const count = values[counted]
  if (!isCount(count)) return null
  return (count === 1 ? one : other).replaceAll('#', String(count))
}

/** The message in English or German, or null if it takes more than this to read it. */
export function simpleMessage(message: string, values: Values): string | null {
  if (signs.test(message)) return null
  const parts = message.match(piece) ?? []
  if (parts.join('').length !== message.length) return null
  let text = ''
  for (const part of parts) {
    const next = filled(part, values)
    if (next === null) return null
    text += next
  }
  return text
}
