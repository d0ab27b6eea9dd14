// A scanner that types like a keyboard: key events as the operating system delivers them, each with the time at which the key went down. How
// busy this computer is changes nothing in them.

import type { Page } from '@playwright/test'
import { quietMs } from '../../../src/renderer/keyboard/key-guard'
import type { Layout } from '../../../src/shared/codes/layouts'
import { typedOn } from '../../unit/shared/codes/support'

/** A code as it is printed on a label. */
export const scannedTag = 'E2801170000002197C1A0B52'

export interface Scanned {
  readonly text?: string
  /** Keys before and after the code. */
  readonly before?: readonly Key[]
  readonly after?: readonly Key[]
  /** Milliseconds from one key to the next. */
  readonly gapMs?: number
  /** Of the computer; the scanner thinks of a US keyboard. */
  readonly layout?: Layout
}

type Key = 'Enter' | 'Tab' | 'Escape' | 'F8' | 'F9' | ' '

const named = {
  Enter: { code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Tab: { code: 'Tab', windowsVirtualKeyCode: 9 },
  Escape: { code: 'Escape', windowsVirtualKeyCode: 27 },
  F8: { code: 'F8', windowsVirtualKeyCode: 119 },
  F9: { code: 'F9', windowsVirtualKeyCode: 120 },
  ' ': { code: 'Space', windowsVirtualKeyCode: 32, text: ' ' },
} as const satisfies Record<Key, object>

const isNamed = (key: string): key is Key => Object.hasOwn(named, key)

/** Where a US keyboard has these; the second with Shift. */
const positions: Readonly<Record<string, string>> = {
  Semicolon: ';:',
  Slash: '/?',
  Equal: '=+',
  Digit7: '7&',
  Digit5: '5%',
  Minus: '-_',
  Period: '.>',
  BracketRight: ']}',
}

/** @param typed what the layout makes of the key */
function strokeOf(key: string, typed: string) {
  if (isNamed(key)) return { key, ...named[key] }
  const upper = key.toUpperCase()
  const symbol = Object.keys(positions).find((code) => positions[code]?.includes(key))
  const code = symbol ?? (/[0-9]/.test(key) ? `Digit${key}` : `Key${upper}`)
  const isShifted = symbol === undefined ? /[A-Z]/.test(key) : positions[symbol]?.indexOf(key) === 1
  return {
    key: typed,
    code,
    text: typed,
    windowsVirtualKeyCode: upper.charCodeAt(0),
    modifiers: isShifted ? 8 : 0,
  }
}

/** One read: a tag and Enter, 4 ms a key, unless told otherwise. */
export async function scan(
  page: Page,
  { text = scannedTag, before = [], after = ['Enter'], gapMs = 4, layout }: Scanned = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const startMs = Date.now()
  const sent = [...before, ...text, ...after].flatMap((key, index) => {
    const stroke = strokeOf(key, layout === undefined || isNamed(key) ? key : typedOn(layout, key))
    const timestamp = (startMs + index * gapMs) / 1000
    // Without waiting for the answers, as no keyboard waits: the window takes them in order.
    return (['keyDown', 'keyUp'] as const).map((type) =>
      session.send('Input.dispatchKeyEvent', {
        ...stroke,
        type,
        timestamp,
        ...(type === 'keyUp' ? { text: '' } : {}),
      }),
    )
  })
  await Promise.all(sent)
  await session.detach()
  // The strokes were sent ahead of their times: nobody scans again, or touches the screen, before the last of them.
  const endMs = startMs + (before.length + text.length + after.length) * gapMs
  await page.waitForTimeout(Math.max(0, endMs - Date.now()) + quietMs)
}
