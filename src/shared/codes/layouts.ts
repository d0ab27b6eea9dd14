// Keyboard layouts, position by position, to undo one: a scanner that thinks of a US keyboard types `-` as `ß` on a German one. From Microsoft's
// tables (KBDUS, KBDGR, KBDFR, KBDTUQ, KBDRU), which Linux and macOS follow but for a few dead keys.

/** Layouts that can be undone. */
export const layouts = ['de', 'fr', 'tr', 'ru'] as const
export type Layout = (typeof layouts)[number]

interface Rows {
  readonly plain: string
  readonly shifted: string
}

/** Row by row, left to right; the second row ends with the key that stands above Enter, or beside it. */
const us: Rows = {
  plain: "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
  shifted: '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
}

const rows: Readonly<Record<Layout, Rows>> = {
  de: {
    plain: '^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-',
    shifted: '°!"§$%&/()=?`QWERTZUIOPÜ*\'ASDFGHJKLÖÄYXCVBNM;:_',
  },
  fr: {
    plain: '²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!',
    // Nothing is written by Shift with the key left of 1.
    shifted: '\u00001234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§',
  },
  tr: {
    plain: '"1234567890*-qwertyuıopğü,asdfghjklşizxcvbnmöç.',
    shifted: "é!'^+%&/()=?_QWERTYUIOPĞÜ;ASDFGHJKLŞİZXCVBNMÖÇ:",
  },
  ru: {
    plain: 'ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.',
    shifted: 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,',
  },
}

/** Accents that wait for the next letter: what they have become on it, and the sign that they are alone. */
const combining: Readonly<Record<string, string>> = {
  '\u0301': '´',
  '\u0300': '`',
  '\u0302': '^',
  '\u0308': '¨',
}

const made = new Map<string, ReadonlyMap<string, string>>()

/** From each sign of a layout to that of the same key on a US keyboard. Made once. */
function toUs(layout: Layout, isShiftLocked: boolean): ReadonlyMap<string, string> {
  const name = `${layout} ${isShiftLocked}`
  const known = made.get(name) ?? pairsOf(rows[layout], isShiftLocked)
  made.set(name, known)
  return known
}

function pairsOf({ plain, shifted }: Rows, isShiftLocked: boolean): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  const [low, high] = isShiftLocked ? [us.shifted, us.plain] : [us.plain, us.shifted]
  for (const [index, key] of [...plain].entries()) pairs.set(key, low.charAt(index))
  for (const [index, key] of [...shifted].entries()) if (!pairs.has(key)) pairs.set(key, high.charAt(index))
  return pairs
}

/** A dead key and its letter are two keys: the accent came first. */
function apart(text: string, known: ReadonlyMap<string, string>): string {
  return [...text]
    .map((character) => {
      if (known.has(character)) return character
      const [letter = '', accent = '', ...more] = character.normalize('NFD')
      const dead = combining[accent]
      return dead !== undefined && more.length === 0 ? `${dead}${letter}` : character
    })
    .join('')
}

/**
 * The text as the same keys write it on a US keyboard; null if the layout has no key for one of its characters.
 * `isShiftLocked`: Caps Lock was on, and the layout lets it work on all keys, as French and German ones do.
 */
export function withoutLayout(text: string, layout: Layout, isShiftLocked = false): string | null {
  const known = toUs(layout, isShiftLocked)
  let undone = ''
  for (const character of apart(text, known)) {
    const key = character === ' ' ? ' ' : known.get(character)
    if (key === undefined) return null
    undone += key
  }
  return undone
}

/** Turkish has two letters i, each with a capital of its own. */
const otherI: Readonly<Record<string, string>> = { ı: 'I', I: 'ı', i: 'İ', İ: 'i' }

/** Every letter in the other case, as Caps Lock writes them. */
export const withoutCapsLock = (text: string, layout?: Layout): string =>
  [...text]
    .map((letter) => {
      if (layout === 'tr' && otherI[letter] !== undefined) return otherI[letter]
      const upper = letter.toUpperCase()
      const other = upper === letter ? letter.toLowerCase() : upper
      return [...other].length === 1 ? other : letter
    })
    .join('')

const codes = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
]
  .join(' ')
  .split(' ')

const numpad = /^Numpad(\d)$/

/** What the key at this position (`KeyboardEvent.code`) writes on a US keyboard; null for any other key. */
export function usCharacter(code: string, shift: boolean): string | null {
  if (code === 'Space') return ' '
  const digit = numpad.exec(code)?.[1]
  if (digit !== undefined) return digit
  const index = codes.indexOf(code)
  return index < 0 ? null : (shift ? us.shifted : us.plain).charAt(index)
}
