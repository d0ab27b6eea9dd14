// What somebody has typed, pasted, scanned or followed, as fields of the form. Pure.
import { cleanCode } from '../../../shared/codes/clean-code'
import type { Layout } from '../../../shared/codes/layouts'
import { undoLayout } from '../../../shared/codes/undo-layout'
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
  /** Typed by a scanner that thinks of another keyboard than this one's; null where it can't be told which this one is. */
  | { readonly kind: 'otherLayout'; readonly layout: Layout | null }
  | { readonly kind: 'nothing' }

/** A link fills all, whichever field it is put into. An address or a code alone is recognized as well. */
function plainMeaning(text: string): Meaning {
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

const isUsable = (text: string): boolean => plainMeaning(text).kind === 'fields'

/**
 * Also of what was typed on the wrong keyboard, where exactly one way to undo that gives something usable: nothing is guessed.
 * `byPosition`: what the keys would have written on a US keyboard; null where only the text is known.
 */
export function meaningOf(text: string, byPosition: string | null = null): Meaning {
  const code = cleanCode(text)
  const plain = plainMeaning(code)
  if (plain.kind === 'fields' || code === '') return plain
  const keys = byPosition === null ? null : cleanCode(byPosition)
  // Where the keys are known, no table knows better: only Caps Lock may still have turned their letters.
  if (keys !== null && isUsable(keys)) return plainMeaning(keys)
  // Where the keys are known, no table knows better.
  const undone = undoLayout(code, keys === null ? isUsable : () => false)
  if (undone.kind === 'undone') return plainMeaning(undone.text)
  if (plain.kind === 'unusableLink') return plain
  return undone.layout === null ? plain : { kind: 'otherLayout', layout: undone.layout }
}

/** As `meaningOf`, of a scan: nobody has typed it by hand, so that what means nothing does not stay. */
export function meaningOfScan(text: string, byPosition: string | null): Meaning {
  const meaning = meaningOf(text, byPosition)
  return meaning.kind === 'nothing' ? { kind: 'otherLayout', layout: null } : meaning
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

/** Fields that hold nothing usable although something stands in them, read as if typed on the wrong keyboard; null if that does not help. */
export function corrected(fields: Entered): Entered | null {
  let better: Entered | null = null
  for (const text of [fields.url, fields.code]) {
    if (text.trim() === '' || isUsable(text)) continue
    const meaning = meaningOf(text)
    // A person's slip is theirs to see: only what no hand writes by mistake is read in another way.
    if (meaning.kind === 'fields' && (meaning.fields.url !== undefined || /[^ -~]/.test(text)))
      better = { ...(better ?? fields), ...meaning.fields }
  }
  return better
}
