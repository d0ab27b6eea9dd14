import { z } from 'zod'
import { benchId, deviceId, personId, storageId } from '../model/ids'
import type { TagId } from '../model/reader'
import { writtenTagPattern } from '../model/tag'
import { readName, whyNoName } from '../names/name'
import { alikeAmong } from '../names/own-names'

/** A tag as it was ever written down. Whether it may be put on a vial is decided where that is asked for: ../model/tag.ts. */
export const writtenTag = z
  .string()
  .regex(writtenTagPattern, 'must be 1 to 64 bytes in upper-case hexadecimal digits')
  .transform((value) => value as TagId)

/** Neither control characters nor lone surrogates: the one no database keeps, the others no encoding. */
export const printable = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters or half characters')

/** A name that identifies something, in its one form: see `names/name.ts`. `max`: characters, in UTF-16 units. */
export const nameOf = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .transform((text, context) => {
      const read = readName(text)
      if (!read.ok) context.addIssue(whyNoName(read.problem))
      else if (read.value.length > max) context.addIssue(`must have at most ${max} characters`)
      else return read.value
      return z.NEVER
    })

/** Whether no two of them look the same. */
export const haveOwnNames = (items: readonly { readonly name: string }[]): boolean =>
  alikeAmong(items.map(({ name }) => name)) === null

export const place = z
  .object({
    storageId: z.int().transform(storageId),
    canister: z.string(),
    cane: z.string(),
    position: z.int().positive(),
  })
  .readonly()

export const actor = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    personId: z.string().transform(personId),
    name: z.string(),
    benchId: z.string().transform(benchId),
  }),
  z.object({ kind: z.literal('client'), clientId: z.string(), name: z.string() }),
  z.object({ kind: z.literal('device'), deviceId: z.int().transform(deviceId), name: z.string() }),
])
