// What somebody has typed, pasted, scanned or followed, as fields of the form. Pure.
import type { Fingerprint } from '../../../shared/enrolment/fingerprint'
import { isCode, looksLikeLink, parseCentralAddress, parseEnrolmentLink } from '../../../shared/enrolment/link'

export interface Entered {
  readonly url: string
  readonly code: string
  /** Of the key that a link named, for its address. */
  readonly fingerprint: Fingerprint | null
}

export type Meaning =
  | { readonly kind: 'fields'; readonly fields: Partial<Entered> }
  | { readonly kind: 'unusableLink' }
  | { readonly kind: 'nothing' }

/** A link fills all, whichever field it is put into. An address or a code alone is recognized as well. */
export function meaningOf(text: string): Meaning {
  if (looksLikeLink(text)) {
    const link = parseEnrolmentLink(text)
    if (!link.ok) return { kind: 'unusableLink' }
    const { central, code, fingerprint } = link.value
    return { kind: 'fields', fields: { url: central, code, fingerprint } }
  }
  const url = parseCentralAddress(text)
  if (url !== null) return { kind: 'fields', fields: { url, fingerprint: null } }
  return isCode(text) ? { kind: 'fields', fields: { code: text.trim() } } : { kind: 'nothing' }
}

/** After a change by hand: the key belongs to the address that came with it, and to no other. */
export const edited = (before: Entered, change: Partial<Pick<Entered, 'url' | 'code'>>): Entered => ({
  ...before,
  ...change,
  fingerprint: change.url === undefined || change.url === before.url ? before.fingerprint : null,
})

/** Fields in which a link stands are empty again. */
export const withoutLinks = ({ url, code }: Entered): Pick<Entered, 'url' | 'code'> => ({
  url: looksLikeLink(url) ? '' : url,
  code: looksLikeLink(code) ? '' : code,
})
