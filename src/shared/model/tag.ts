// What can be a tag's identity: the one definition for readers, bench and central.
import { ok, type Result, refused } from '../result'
import type { TagId, TagScheme } from './reader'

/** Why bytes that a reader sent as a tag's identity name no tag. */
export type TagProblem =
  /** A blank tag, or a reader that saw none: every such tag would be the same one. */
  | 'noIdentity'
  /** No tag of its kind is so long or short: part of it is missing, or something else stands in its place. */
  | 'wrongLength'
  /** The tag invents a new identity at each power-up, as phones and many cards do: it can't name a vial. */
  | 'randomId'

const isProblem: Readonly<Record<TagProblem, true>> = { noIdentity: true, wrongLength: true, randomId: true }

export const isTagProblem = (kind: string): kind is TagProblem => Object.hasOwn(isProblem, kind)

/** EPC and TID are banks of 16-bit words; the length in a tag's protocol control counts at most 31 (Gen2, 6.3.2.1.2.2). */
const isBank = (bytes: number) => bytes >= 2 && bytes <= 62 && bytes % 2 === 0

const fits: Readonly<Record<TagScheme, (bytes: number) => boolean>> = {
  epc: isBank,
  tid: isBank,
  iso15693: (bytes) => bytes === 8,
  // Single, double and triple size (ISO/IEC 14443-3, 6.5.4).
  iso14443: (bytes) => bytes === 4 || bytes === 7 || bytes === 10,
}

/** In the order in which lists show them. */
export const tagSchemes = ['epc', 'tid', 'iso15693', 'iso14443'] as const satisfies readonly TagScheme[]

const randomMark = /^08.{6}$/
// The cascade tag of anticollision, which announces more bytes: these are the first of many tags that begin alike.
const cutMark = /^88/
/** All bits alike, also of the seven bytes after the E0 with which ISO 15693 begins: unprogrammed memory or an idle line. */
const blank = /^(?:(?:00)+|(?:FF)+|E0(?:00){7}|E0(?:FF){7})$/

/** Why these bytes (upper-case hex, canonical order) are no tag of this kind, or of any if it is not known; null for a tag. */
export function tagProblem(hex: string, scheme?: TagScheme): TagProblem | null {
  const bytes = hex.length / 2
  if (blank.test(hex)) return 'noIdentity'
  const hasLength = scheme === undefined ? tagSchemes.some((each) => fits[each](bytes)) : fits[scheme](bytes)
  if (!hasLength) return 'wrongLength'
  if (scheme !== 'iso14443') return null
  if (cutMark.test(hex)) return 'wrongLength'
  return randomMark.test(hex) ? 'randomId' : null
}

/** The tag with these bytes (upper-case hex, canonical order), as a reader that knows its kind saw it. */
export function tagOf(hex: string, scheme: TagScheme): Result<TagId, TagProblem> {
  const problem = tagProblem(hex, scheme)
  return problem === null ? ok(hex as TagId) : refused(problem)
}

/** Any tag that a bench or central has ever written down: what is a tag was told less strictly once. Upper-case hex of 1 to 64 bytes. */
export const writtenTagPattern = /^(?:[0-9A-F]{2}){1,64}$/

/**
 * The bytes that a text says in hex, in either case, with or without blanks, colons or hyphens between them: a tag as people write it,
 * or what is none. Undefined if it is no hex, has a half byte, or more than 64 bytes.
 */
export function writtenBytes(text: string): string | undefined {
  const hex = text.replace(/[\s:-]/g, '').toUpperCase()
  return writtenTagPattern.test(hex) ? hex : undefined
}

/** Reads a tag's identity from text, as `writtenBytes` does. Undefined if it is no identity of any kind of tag. */
export function parseTagId(text: string): TagId | undefined {
  const hex = writtenBytes(text)
  return hex !== undefined && tagProblem(hex) === null ? (hex as TagId) : undefined
}
