import { useEffect } from 'react'
import { ask } from '../bridge'
import { go, goBack, useView } from '../stores/view'
import { actionOfKey } from './keys'

/** Put on the one button that Enter presses. */
const primaryMark = '[data-primary]:not(:disabled)'

/** No key leads away from a vial that lies on the reader; a touch does. The engine is asked, since a lifted vial is no news to the screen. */
async function leave(goes: () => void): Promise<void> {
  if (useView.getState().route.kind === 'tagging') {
    const tagging = await ask('tagging/get', undefined)
    if (tagging.ok && tagging.value?.vialOnReader) {
      const { showStay } = await import('./StayNote')
      return showStay()
    }
  }
  goes()
}

/** What a key does, wherever the focus is. */
export function act(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : document.body
  const action = actionOfKey({
    key: event.key,
    typing: target.matches('input, textarea, [contenteditable]'),
    onControl: target.matches('button, a, select, [role="menuitem"], summary'),
    covered: document.querySelector('[role="dialog"], [role="menu"]') !== null,
    modified: event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented,
  })
  if (action === null) return
  event.preventDefault()
  if (action === 'back') return void leave(goBack)
  if (action === 'attention') return void leave(() => go({ kind: action, containerId: null }))
  if (action === 'sync' || action === 'health') return void leave(() => go({ kind: action }))
  const wanted = document.querySelector<HTMLElement>(action === 'search' ? '[data-search]' : primaryMark)
  // In a small window the header has none: the inventory's own is next.
  if (action === 'search' && wanted?.checkVisibility() === false) void leave(() => go({ kind: 'storage' }))
  else if (action === 'search') wanted?.focus()
  else wanted?.click()
}

/** Keys that work on every screen. */
export function useKeyboard(): void {
  useEffect(() => {
    window.addEventListener('keydown', act)
    return () => window.removeEventListener('keydown', act)
  }, [])
}
