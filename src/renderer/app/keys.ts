/** What a key does on every screen. */
export type KeyAction = 'search' | 'back' | 'primary' | 'sync' | 'health' | 'attention'

interface Press {
  readonly key: string
  /** The focus is where text is written. */
  readonly typing: boolean
  /** The focus is on something that takes Enter itself. */
  readonly onControl: boolean
  /** A sheet or menu is open: Esc and Enter are its own. */
  readonly covered: boolean
  readonly modified: boolean
}

/** `/` searches, Esc goes back, Enter presses the screen's primary button, F7 shows what needs attention, F8 the sync centre, F9 the bench's health. null: the key is left alone. */
export function actionOfKey({ key, typing, onControl, covered, modified }: Press): KeyAction | null {
  if (covered || modified) return null
  if (key === 'Escape') return 'back'
  // No letter: a reader that types like a keyboard would press it, and so would a person who writes.
  if (key === 'F7') return 'attention'
  if (key === 'F8') return 'sync'
  if (key === 'F9') return 'health'
  if (typing) return null
  if (key === '/') return 'search'
  return key === 'Enter' && !onControl ? 'primary' : null
}
