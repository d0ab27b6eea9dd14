// Command lines, over Node's `parseArgs`: `--name value`, `--name=value` and `--name`.
import { parseArgs } from 'node:util'
import { errorText } from '../shared/error-text'
import { ok, type Result, refused } from '../shared/result'

/** `flag` stands alone, `text` needs a value, and `file` may have one, which begins with no dash. */
export type OptionKind = 'flag' | 'text' | 'file'
type PlainKinds = Readonly<Record<string, 'flag' | 'text'>>

/** What was given; of two values of one option the last. */
export type OptionValues<Kinds extends PlainKinds> = {
  readonly [Name in keyof Kinds]?: Kinds[Name] extends 'flag' ? true : string
}

/** One option as it was given; `value` is null where there is none. */
export interface GivenOption<Name extends string> {
  readonly name: Name
  readonly value: string | null
}

/** Of what `parseArgs` says the first sentence: the next ones are about quoting. */
const oneSentence = (problem: unknown) => `${errorText(problem).split(/\.\s/)[0]?.replace(/\.$/, '')}.`

const declared = (kinds: Readonly<Record<string, OptionKind>>) =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, { type: kind === 'text' ? 'string' : 'boolean' } as const]),
  )

/**
 * The options of a program that owns its command line: what it doesn't know is refused, in a sentence. `help` for `--help` and `-h`, whatever
 * else is given.
 */
export function readOptions<Kinds extends PlainKinds>(
  args: readonly string[],
  kinds: Kinds,
): Result<OptionValues<Kinds> | 'help', string> {
  try {
    const help = { type: 'boolean', short: 'h' } as const
    const { values } = parseArgs({ args: [...args], options: { ...declared(kinds), help } })
    return ok(values.help === true ? 'help' : (values as OptionValues<Kinds>))
  } catch (problem) {
    return refused(oneSentence(problem))
  }
}

/**
 * The options of ours on a command line that we share with a runtime, in the order in which they were given: switches of Chromium and paths
 * pass untouched. Refused: a text option without its value.
 */
export function findOptions<Name extends string>(
  args: readonly string[],
  kinds: Readonly<Record<Name, OptionKind>>,
): Result<readonly GivenOption<Name>[], string> {
  const isOurs = (name: string): name is Name => Object.hasOwn(kinds, name)
  // Behind `--` everything would be a path, yet a runtime may have put it there for reasons of its own.
  const { tokens } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: declared(kinds),
    strict: false,
    tokens: true,
  })
  const given: GivenOption<Name>[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'option' || !isOurs(token.name)) continue
    const { name, value = '', inlineValue } = token
    const kind = kinds[name]
    if (kind === 'text' && (value === '' || (inlineValue !== true && value.startsWith('--'))))
      return refused(`--${name} needs a value.`)
    const next = tokens[index + 1]
    const following = kind === 'file' && inlineValue !== true && next?.kind === 'positional' ? next.value : ''
    const text = value === '' && !following.startsWith('-') ? following : value
    given.push({ name, value: text === '' ? null : text })
  }
  return ok(given)
}

/** Of options that were found, by their names. */
export const valuesOf = <Kinds extends PlainKinds>(
  given: readonly GivenOption<keyof Kinds & string>[],
  kinds: Kinds,
): OptionValues<Kinds> =>
  Object.fromEntries(
    given.map(({ name, value }) => [name, kinds[name] === 'flag' ? true : value]),
  ) as OptionValues<Kinds>

/** Undefined for what is no whole number in decimal digits, or out of range. */
export function wholeNumber(text: string, low: number, high: number): number | undefined {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return value >= low && value <= high ? value : undefined
}

/** Undefined for what is no number, or out of range. */
export function anyNumber(text: string, low: number, high: number): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return value >= low && value <= high ? value : undefined
}
