import { useEffect, useState } from 'react'
import type { Layout } from '../../../shared/codes/layouts'
import { looksLikeLink } from '../../../shared/enrolment/link'
import { scanEvent } from '../../keyboard/scan-event'
import { type Entered, type Meaning, meaningOf, meaningOfScan, withoutLinks } from './entered'

/** A scanner that types a link slowly has ended when nothing comes for so long. */
const typedMs = 250

/** Why what came last was not used. */
export type Unusable = { readonly kind: 'link' } | { readonly kind: 'layout'; readonly layout: Layout | null }

function unusableBy(meaning: Meaning): Unusable | null {
  if (meaning.kind === 'unusableLink') return { kind: 'link' }
  return meaning.kind === 'otherLayout' ? { kind: 'layout', layout: meaning.layout } : null
}

const inForm = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.dataset.codes === 'enrolment'

/**
 * Takes a link apart that was typed, pasted or scanned, wherever it landed, and reads what came by another keyboard layout. `pending`: a
 * link still stands in a field; `unusable`: why the last one could not be used.
 */
export function useEnrolmentLink(fields: Entered, change: (fields: Entered) => void) {
  const [unusable, setUnusable] = useState<Unusable | null>(null)
  const link = [fields.url, fields.code].find(looksLikeLink)

  useEffect(() => {
    const apply = (meaning: Meaning): boolean => {
      setUnusable(unusableBy(meaning))
      if (meaning.kind === 'fields') change({ ...fields, ...meaning.fields })
      else if (meaning.kind === 'unusableLink') change({ ...fields, ...withoutLinks(fields) })
      return meaning.kind !== 'nothing'
    }
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text') ?? ''
      const meaning = meaningOf(text)
      // Within a field an address or a code goes where the person has put it, if it is one as it stands.
      if (event.target instanceof HTMLInputElement && (meaning.kind === 'nothing' || isAsItStands(meaning, text)))
        return
      if (apply(meaning)) event.preventDefault()
    }
    const scan = (event: WindowEventMap[typeof scanEvent]) => {
      if (!inForm(event.target)) return
      event.preventDefault()
      apply(meaningOfScan(event.detail.typed, event.detail.byPosition))
    }
    window.addEventListener('paste', paste)
    window.addEventListener(scanEvent, scan)
    const timer = link === undefined ? undefined : setTimeout(() => apply(meaningOf(link)), typedMs)
    return () => {
      window.removeEventListener('paste', paste)
      window.removeEventListener(scanEvent, scan)
      clearTimeout(timer)
    }
  }, [fields, change, link])

  return { pending: link !== undefined, unusable }
}

const isAsItStands = (meaning: Meaning, text: string): boolean =>
  meaning.kind === 'fields' && !looksLikeLink(text) && Object.values(meaning.fields).includes(text.trim())
