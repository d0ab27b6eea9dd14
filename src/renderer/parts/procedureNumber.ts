import { isUnnumbered } from '../../shared/model/made'

/** Numbers from before central gave them by the clock are shorter, and look as people know them. */
const shortest = 1_000_000

/** What central has not numbered yet is told from its like by some digits of its UUID. */
const unnumbered = (id: number): string => `*${(-id).toString(16).toUpperCase().slice(-5)}`

/** U+202F, which no line breaks at. */
const narrowBlank = '\u202F'

/** A procedure's number as people read and say it: `92 345 678`. */
export const procedureNumber = (id: number): string =>
  isUnnumbered(id)
    ? unnumbered(id)
    : id < shortest
      ? String(id)
      : String(id).replaceAll(/\B(?=(?:\d{3})+$)/g, narrowBlank)

const blankInNumber = /(?<=\d)\u202F(?=\d{3}(?!\d))/g

/** The text with its numbers as other programs take them: without blanks. */
export const withPlainNumbers = (text: string): string => text.replaceAll(blankInNumber, '')

/** What is copied from the screen can be pasted anywhere: a search, an integration's form. */
export function copyPlainNumbers(target: Pick<Document, 'addEventListener' | 'getSelection'>): void {
  target.addEventListener('copy', (event) => {
    const selected = target.getSelection()?.toString() ?? ''
    const plain = withPlainNumbers(selected)
    if (plain === selected || event.clipboardData === null) return
    event.clipboardData.setData('text/plain', plain)
    event.preventDefault()
  })
}
