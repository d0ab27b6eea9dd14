import { useEffect, useState } from 'react'
import { looksLikeLink } from '../../../shared/enrolment/link'
import { type Entered, meaningOf, withoutLinks } from './entered'

/** A scanner that types a link has ended when nothing comes for so long. */
const typedMs = 250

/**
 * Takes a link apart that was typed, pasted or scanned, wherever it landed. `pending`: a link still stands in a field; `unusable`: the last
 * one could not be used.
 */
export function useEnrolmentLink(fields: Entered, change: (fields: Entered) => void) {
  const [unusable, setUnusable] = useState(false)
  const link = [fields.url, fields.code].find(looksLikeLink)

  useEffect(() => {
    const apply = (text: string): boolean => {
      const meaning = meaningOf(text)
      setUnusable(meaning.kind === 'unusableLink')
      if (meaning.kind === 'fields') change({ ...fields, ...meaning.fields })
      else if (meaning.kind === 'unusableLink') change({ ...fields, ...withoutLinks(fields) })
      return meaning.kind !== 'nothing'
    }
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text') ?? ''
      const inField = event.target instanceof HTMLInputElement
      // Within a field an address or a code goes where the person has put it.
      if (inField && !looksLikeLink(text)) return
      if (apply(text)) event.preventDefault()
    }
    window.addEventListener('paste', paste)
    const timer = link === undefined ? undefined : setTimeout(() => apply(link), typedMs)
    return () => {
      window.removeEventListener('paste', paste)
      clearTimeout(timer)
    }
  }, [fields, change, link])

  return { pending: link !== undefined, unusable }
}
