// A device's report, gone through value by value: each that can't be so is named, with why.
import type { z } from 'zod'
import type { Oddity, OddValue } from '../model/device'
import type { StorageId } from '../model/ids'

export const mostOddValues = 20
const longestTold = 40
const longestPlace = 60

export type Fields = Readonly<Record<string, unknown>>

/** Its first characters, none of them half. */
export const cut = (text: string, length: number): string => [...text.slice(0, 2 * length)].slice(0, length).join('')

/** JSON has no infinite number, but a text such as 1e999 becomes one. */
const toldOf = (value: unknown): string =>
  cut(typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? ''), longestTold)

/** An odd value as it is kept and shown: nothing in it is longer than a screen has room for. */
export const oddValue = (where: string, value: unknown, why: Oddity, tank: StorageId | null = null): OddValue => ({
  where: cut(where, longestPlace),
  storageId: tank,
  told: toldOf(value),
  why,
})

/** Goes through a report, and gathers what is odd in it. */
export function reading() {
  const oddValues: OddValue[] = []
  const odd = (...given: Parameters<typeof oddValue>): undefined => {
    if (oddValues.length < mostOddValues) oddValues.push(oddValue(...given))
  }
  return {
    oddValues,
    odd,
    /** The fields of an object; null for anything else. Fields beyond the known ones are odd, and harm nothing. */
    fields(value: unknown, known: readonly string[], where = ''): Fields | null {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        odd(where, value, 'notUnderstood')
        return null
      }
      const fields = { ...value } as Fields
      for (const [name, extra] of Object.entries(fields)) {
        if (!known.includes(name)) odd(placeOf(where, name), extra, 'unknownField')
      }
      return fields
    },
    /** The field's value, undefined if it is missing or odd. */
    value<Schema extends z.ZodType>(
      fields: Fields,
      name: string,
      schema: Schema,
      context: { readonly where?: string; readonly tank?: StorageId | null } = {},
    ): z.output<Schema> | undefined {
      const { where = '', tank = null } = context
      const value = Object.hasOwn(fields, name) ? fields[name] : undefined
      const parsed = schema.safeParse(value)
      if (parsed.success) return parsed.data
      return odd(placeOf(where, name), value, whyNot(value, parsed.error), tank)
    },
  }
}

const placeOf = (where: string, name: string): string => (where === '' ? name : `${where}.${name}`)

function whyNot(value: unknown, { issues: [issue] }: z.ZodError): Oddity {
  if (value === undefined) return 'missing'
  if (issue?.code === 'invalid_value') return 'unknownWord'
  if (typeof value === 'number') return 'outOfRange'
  return issue?.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int')
    ? 'notANumber'
    : 'notUnderstood'
}

export type Reading = ReturnType<typeof reading>
