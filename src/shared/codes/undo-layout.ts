// Undoes a keyboard layout or Caps Lock where that alone makes a text valid; never guesses between two.
import { type Layout, layouts, withoutCapsLock, withoutLayout } from './layouts'

export type Undone =
  | { readonly kind: 'undone'; readonly text: string }
  /** `layout`: the one that has typed such characters; null if that can't be told. */
  | { readonly kind: 'unclear'; readonly layout: Layout | null }

/** The first of a layout's readings that is valid: without Caps Lock, with it, and with it on all keys. */
function readingOf(text: string, layout: Layout, isValid: (text: string) => boolean): string | null {
  const readings = [
    withoutLayout(text, layout),
    withoutLayout(withoutCapsLock(text, layout), layout),
    withoutLayout(text, layout, true),
  ]
  return readings.find((reading) => reading !== null && isValid(reading)) ?? null
}

/** `text` is not valid as it stands. */
export function undoLayout(text: string, isValid: (text: string) => boolean): Undone {
  const capsLock = withoutCapsLock(text)
  const readings = new Set([
    ...(isValid(capsLock) ? [capsLock] : []),
    ...layouts.map((layout) => readingOf(text, layout, isValid)).filter((reading) => reading !== null),
  ])
  const [only] = readings
  return only !== undefined && readings.size === 1
    ? { kind: 'undone', text: only }
    : { kind: 'unclear', layout: layoutOf(text) }
}

/** Letters and signs beyond ASCII that a text has, and which layout alone writes most of them. */
function layoutOf(text: string): Layout | null {
  const foreign = [...text].filter((character) => character > '~')
  const known = layouts
    .map((layout) => ({ layout, count: foreign.filter((each) => withoutLayout(each, layout) !== null).length }))
    .toSorted((a, b) => b.count - a.count)
  const [best, next] = known
  return best !== undefined && best.count > (next?.count ?? 0) ? best.layout : null
}
