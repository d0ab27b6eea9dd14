// Stands before every component: no key presses, closes or writes anything before it is known whose it is (docs/decisions/0074).
// SECURITY: listens first, and in the capture phase. What is registered on the window before this is not protected.
import { KeyGuard, type Outcome } from './key-guard'
import { press } from './press'
import { scanEvent } from './scan-event'
import { type ScanText, textOf } from './scan-text'
import type { Stroke } from './stroke'
import { fill, focusAgain, placeOf, restore, type Written, writtenIn } from './written'

interface Down extends Stroke {
  readonly written: Written
}

export interface KeyNeeds {
  /** The text that a field gets of a scan. */
  readonly cleaned: (scan: ScanText) => string
  /** Something was scanned where nothing takes codes. */
  readonly onRead: (scan: ScanText) => void
}

function strokeOf(event: KeyboardEvent): Down {
  const focus = document.activeElement
  const isAltGr = event.getModifierState('AltGraph')
  return {
    key: event.isComposing ? 'Process' : event.key,
    code: event.code,
    atMs: event.timeStamp,
    place: placeOf(focus),
    shift: event.shiftKey,
    chord: event.metaKey || (!isAltGr && (event.ctrlKey || event.altKey)),
    repeat: event.repeat,
    written: writtenIn(focus),
  }
}

function takeScan(strokes: readonly Down[], { cleaned, onRead }: KeyNeeds): void {
  const home = strokes[0]
  const scan = textOf(strokes)
  const field = home?.place === 'codes' ? home.written.focus : null
  if (!(field instanceof HTMLElement) || !field.isConnected) {
    onRead(scan)
    return
  }
  const event = new CustomEvent<ScanText>(scanEvent, { detail: scan, bubbles: true, cancelable: true })
  if (field.dispatchEvent(event)) fill(field, cleaned(scan))
  // A search is done by its Enter, as a person would do it; no other field is sent off by a scan.
  const ending = strokes.findLast(({ key }) => key === 'Enter')
  if (ending !== undefined && field.dataset.codes === 'search') press(field, ending)
}

/** Puts back what a scanner has written into fields, each as it was before the first key in it; and the focus, if its first key was Tab. */
function takeBack(strokes: readonly Down[]): void {
  const first = new Map<Element | null, Written>()
  for (const { written } of strokes) if (!first.has(written.focus)) first.set(written.focus, written)
  for (const written of first.values()) restore(written)
  const [home] = strokes
  if (home?.key === 'Tab') focusAgain(home.written.focus)
}

/** Guards the window's keys from now on. */
export function guardKeys(needs: KeyNeeds): void {
  const guard = new KeyGuard<Down>()
  const withheld = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const carryOut = (outcomes: readonly Outcome<Down>[]) => {
    for (const outcome of outcomes) {
      if (outcome.kind === 'act') press(outcome.stroke.written.focus, outcome.stroke)
      else takeBack(outcome.strokes)
      if (outcome.kind === 'scanned') takeScan(outcome.strokes, needs)
    }
  }
  const wait = () => {
    clearTimeout(timer)
    const due = guard.dueMs()
    if (due === null) return
    timer = setTimeout(
      () => {
        carryOut(guard.tick(performance.now()))
        wait()
      },
      Math.max(0, due - performance.now()),
    )
  }
  const stop = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const listen = <Name extends keyof WindowEventMap>(name: Name, heard: (event: WindowEventMap[Name]) => void) =>
    window.addEventListener(name, (event) => (event.isTrusted ? heard(event) : undefined), { capture: true })

  listen('keydown', (event) => {
    // What time alone has decided may move the focus: it comes before the stroke is looked at.
    if (!event.repeat) carryOut(guard.settle(event.timeStamp))
    const { verdict, outcomes } = guard.down(strokeOf(event))
    if (verdict === 'pass') withheld.delete(event.code)
    else {
      withheld.add(event.code)
      stop(event)
    }
    carryOut(outcomes)
    wait()
  })
  listen('keyup', (event) => {
    if (withheld.delete(event.code)) stop(event)
  })
  // Alt codes, dead keys and input methods write without a key that could be held back.
  listen('beforeinput', (event) => {
    if (guard.isScanning() && event.cancelable) stop(event)
  })
  // A click that no pointer has made is a key's.
  listen('click', (event) => {
    if (guard.isWaiting() && event.detail === 0) stop(event)
  })
  listen('blur', ({ target }) => {
    // Elements lose the focus too.
    if (target !== window) return
    carryOut(guard.end())
    wait()
  })
}
