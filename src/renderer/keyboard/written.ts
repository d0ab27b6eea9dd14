// What stands in a field, taken down before a scanner's first key and put back after its last; and the field filled with a code.
import type { Place } from './stroke'

/** Kinds of <input> in which text is written. */
const textual: ReadonlySet<string> = new Set([
  'text',
  'search',
  'url',
  'tel',
  'email',
  'password',
  'number',
  'date',
  'time',
  'datetime-local',
  'month',
  'week',
])

type Field = HTMLInputElement | HTMLTextAreaElement

const isField = (element: Element): element is Field =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && textual.has(element.type))

const pressed =
  'button, a[href], input, select, summary, textarea, label, [contenteditable], [role="button"], [role="menuitem"], [role="option"], [role="radio"], [role="slider"], [role="switch"], [role="tab"]'

/** What keys do where the focus is. Fields say by `data-codes` that they take what a scanner types. */
export function placeOf(element: Element | null): Place {
  if (element === null || element === document.body) return 'nowhere'
  if (isField(element) && !element.readOnly && !element.disabled) {
    if (element.dataset.codes !== undefined) return 'codes'
    return element instanceof HTMLTextAreaElement ? 'lines' : 'line'
  }
  if (element instanceof HTMLElement && element.isContentEditable) return 'lines'
  return element.matches(pressed) ? 'control' : 'nowhere'
}

export interface Written {
  readonly focus: Element | null
  /** Null where nothing is written. */
  readonly text: { readonly value: string; readonly start: number | null; readonly end: number | null } | null
}

export function writtenIn(focus: Element | null): Written {
  if (focus === null || !isField(focus)) return { focus, text: null }
  return { focus, text: { value: focus.value, start: focus.selectionStart, end: focus.selectionEnd } }
}

/** As if it was typed: the component that owns the field hears of it. */
function write(field: Field, value: string): void {
  if (field.value === value) return
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
  // The component has put its own setter on the element, which would hide the change from it.
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Puts back what stood there, and the caret. */
export function restore({ focus, text }: Written): void {
  if (text === null || focus === null || !isField(focus) || !focus.isConnected) return
  write(focus, text.value)
  if (text.start !== null) focus.setSelectionRange(text.start, text.end)
}

/** Puts the focus back where it was. */
export function focusAgain(before: Element | null): void {
  const now = document.activeElement
  if (now === before) return
  if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true })
  else if (now instanceof HTMLElement) now.blur()
}

/** The whole field: what stood in it before is replaced. */
export function fill(element: Element, text: string): void {
  if (isField(element)) write(element, text)
}
