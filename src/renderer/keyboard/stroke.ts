// A key that went down, without the browser: when, on what, and what kind of key it is.

/** Where the focus was. `codes`: a field that takes what a scanner types. `line`, `lines`: other fields. `control`: what a key can press or move. */
export type Place = 'codes' | 'line' | 'lines' | 'control' | 'nowhere'

export interface Stroke {
  /** As the layout has it: `KeyboardEvent.key`. */
  readonly key: string
  /** The key's position, named after a US keyboard: `KeyboardEvent.code`. */
  readonly code: string
  /** Milliseconds, on any clock that never goes back. */
  readonly atMs: number
  readonly place: Place
  readonly shift: boolean
  /** With Ctrl, Alt or the system's key, and not to write a letter by them. */
  readonly chord: boolean
  /** The keyboard repeats a key that is held down. */
  readonly repeat: boolean
}

/** They write nothing and press nothing by themselves, and scanners wrap letters in them. */
const modifiers: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'FnLock',
  'Hyper',
  'Super',
  'Symbol',
  'SymbolLock',
])

export const isModifier = ({ key }: Pick<Stroke, 'key'>): boolean => modifiers.has(key)

/** A letter that waits for the next one, and one that an input method has taken: something is written all the same. */
const unfinished: ReadonlySet<string> = new Set(['Dead', 'Process', 'Unidentified'])

/** Writes a character. Scanners send control characters (STX, GS) as Ctrl with a letter, and Windows' Alt codes as digits. */
export const isCharacter = ({ key }: Pick<Stroke, 'key'>): boolean => key.length === 1 || unfinished.has(key)

const isField = (place: Place): boolean => place === 'codes' || place === 'line' || place === 'lines'

/** Space is a letter where text is written, and presses everywhere else. */
export const isLetter = (stroke: Stroke): boolean =>
  isCharacter(stroke) && !stroke.chord && (stroke.key !== ' ' || isField(stroke.place))

/** Keys that move a caret, a mark or a page, and undo what they did by their opposite. */
const walking: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
])

export const isWalking = ({ key }: Pick<Stroke, 'key'>): boolean => walking.has(key)

/** What a person's key does at once, since nothing comes of it that can't be put back: writing, walking in text, moving the focus. */
export function isHarmless({ key, chord, place }: Stroke): boolean {
  if (chord || key === 'Tab') return true
  if (place === 'nowhere') return walking.has(key)
  if (!isField(place)) return false
  return walking.has(key) || key === 'Backspace' || key === 'Delete' || (key === 'Enter' && place === 'lines')
}
