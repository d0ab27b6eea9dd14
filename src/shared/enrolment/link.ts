// `cryobench://enrol?central=…&code=…&fingerprint=…`: what an administrator sends, prints as a QR code, or puts on a web page. Pure and total.
// SECURITY: anybody can make such a link. It fills a form, and a person confirms what is in it: nothing is ever done because of a link alone.
import { ok, type Result, refused } from '../result'
import { type Fingerprint, parseFingerprint } from './fingerprint'

export interface EnrolmentLink {
  /** URL of central, http or https, without a slash at its end. */
  readonly central: string
  readonly code: string
  /** Of central's key; null where the link names none. */
  readonly fingerprint: Fingerprint | null
}

export type LinkProblem =
  | 'notALink'
  | 'tooLong'
  | 'unreadable'
  | 'unknownParameter'
  | 'repeatedParameter'
  | 'badCentral'
  | 'badCode'
  | 'badFingerprint'

/** Longer than any link of ours by far, shorter than what holds up a parser. */
export const longestLink = 1000
const longestAddress = 500

const known = ['central', 'code', 'fingerprint'] as const
type Parameter = (typeof known)[number]
const isKnown = (name: string): name is Parameter => known.some((each) => each === name)

/** Whether a text wants to be one of our links, right or wrong. */
export const looksLikeLink = (text: string): boolean => /^\s*cryobench:/i.test(text)

/** The first of a program's arguments that wants to be a link; null if none does. */
export const linkAmong = (args: readonly string[]): string | null => args.find(looksLikeLink) ?? null

export function parseEnrolmentLink(text: string): Result<EnrolmentLink, LinkProblem> {
  if (text.length > longestLink) return refused('tooLong')
  const query = /^cryobench:\/\/enrol\/?\?([^#\s]*)$/i.exec(text.trim())?.[1]
  if (query === undefined) return refused('notALink')
  const parts: Partial<Record<Parameter, string>> = {}
  for (const pair of query.split('&')) {
    const [name = '', ...rest] = pair.split('=')
    if (!isKnown(name)) return refused('unknownParameter')
    if (parts[name] !== undefined) return refused('repeatedParameter')
    const value = decoded(rest.join('='))
    if (value === null) return refused('unreadable')
    parts[name] = value
  }
  return checked(parts)
}

function checked({
  central,
  code,
  fingerprint,
}: Partial<Record<Parameter, string>>): Result<EnrolmentLink, LinkProblem> {
  const address = central === undefined ? null : parseCentralAddress(central)
  if (address === null) return refused('badCentral')
  if (code === undefined || !isCode(code)) return refused('badCode')
  if (fingerprint === undefined) return ok({ central: address, code, fingerprint: null })
  const parsed = parseFingerprint(fingerprint)
  // Without TLS there is no key to compare: whoever left it away had a reason.
  return parsed === null || /^http:/i.test(address)
    ? refused('badFingerprint')
    : ok({ central: address, code, fingerprint: parsed })
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/**
 * Central's address: http or https, host, perhaps port and path; without a slash at its end. Null for anything else.
 * SECURITY: no user name before the host, no query and no letters beyond ASCII: what a person reads is where the bench goes.
 */
export function parseCentralAddress(text: string): string | null {
  if (text.length > longestAddress) return null
  const plain = text.trim().replace(/\/+$/, '')
  const fits = /^https?:\/\/(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:\/[\w./~-]*)?$/i.test(
    plain,
  )
  return fits ? plain : null
}

/** What a code can look like as people write it; whether it is one, central knows. */
export const isCode = (text: string): boolean => /^[a-z0-9](?:[a-z0-9 -]{2,62})[a-z0-9]$/i.test(text.trim())

export function enrolmentLinkOf({ central, code, fingerprint }: EnrolmentLink): string {
  const parts = [`central=${encodeURIComponent(central)}`, `code=${encodeURIComponent(code)}`]
  if (fingerprint !== null) parts.push(`fingerprint=${fingerprint}`)
  return `cryobench://enrol?${parts.join('&')}`
}
