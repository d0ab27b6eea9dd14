// Does what a person's key would have done by itself, had it not been held back for a moment.
import type { Stroke } from './stroke'

const clicked = 'button, a[href], summary, input[type="button"], input[type="submit"], input[type="reset"]'
const toggled =
  'button, summary, input[type="button"], input[type="submit"], input[type="checkbox"], input[type="radio"]'

const steps: Readonly<Record<string, 'next' | 'before' | 'end' | 'start'>> = {
  ArrowDown: 'next',
  ArrowUp: 'before',
  ArrowRight: 'end',
  ArrowLeft: 'start',
}

/** Enter in a field presses the form's first submit button, if it can be pressed. */
function submit(element: Element): void {
  const form = element instanceof HTMLInputElement ? element.form : null
  if (form === null) return
  const button = form.querySelector<HTMLElement>('button[type="submit"], input[type="submit"]')
  if (button === null) form.requestSubmit()
  else if (!button.matches(':disabled')) button.click()
}

/** Arrow keys go round a group of radio buttons, and choose. */
function walk(radio: HTMLInputElement, key: string): void {
  const step = steps[key]
  if (step === undefined) return
  const isMirrored = getComputedStyle(radio).direction === 'rtl'
  const isForward = step === 'next' || step === (isMirrored ? 'start' : 'end')
  const group = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]:not(:disabled)')].filter(
    ({ name, form }) => name === radio.name && form === radio.form,
  )
  const next = group[(group.indexOf(radio) + (isForward ? 1 : group.length - 1)) % group.length]
  next?.focus()
  next?.click()
}

function scroll(element: Element): void {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (at.scrollHeight <= at.clientHeight || !/auto|scroll/.test(getComputedStyle(at).overflowY)) continue
    at.scrollBy({ top: at.clientHeight * 0.875 })
    return
  }
}

function byItself(element: Element, key: string): void {
  if (key === 'Enter') {
    if (element instanceof HTMLElement && element.matches(clicked)) element.click()
    else submit(element)
  } else if (key === ' ') {
    if (element instanceof HTMLElement && element.matches(toggled)) element.click()
    else scroll(element)
  } else if (element instanceof HTMLInputElement && element.type === 'radio') walk(element, key)
}

/** The components hear of the key first, as they would have; what they leave alone is done by itself. */
export function press(target: Element | null, { key, code, shift }: Stroke): void {
  const element = target?.isConnected ? target : document.body
  const init = { key, code, shiftKey: shift, bubbles: true, cancelable: true, composed: true }
  const isLeft = element.dispatchEvent(new KeyboardEvent('keydown', init))
  if (isLeft) byItself(element, key)
  element.dispatchEvent(new KeyboardEvent('keyup', init))
}
