import { z } from 'zod'
import type { TagId } from '../model/reader'

/** A tag as it is stored: upper-case hexadecimal, whole bytes, canonical order. */
export const tagId = z
  .string()
  .regex(/^(?:[0-9A-F]{2}){4,32}$/, 'must be 8 to 64 upper-case hexadecimal digits')
  .transform((value) => value as TagId)

/** Neither control characters nor lone surrogates: the one no database keeps, the others no encoding. */
export const printable = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters or half characters')
