// A scanner that types like a keyboard: key events as the operating system delivers them, each with the time at which the key went down. How
// busy this computer is changes nothing in them.
import type { Page } from '@playwright/test'

/** A code as it is printed on a label. */
export const scannedTag = 'E2801170000002197C1A0B52'

export interface Scanned {
  readonly text?: string
  /** Keys before and after the code. */
  readonly before?: readonly Key[]
  readonly after?: readonly Key[]
  /** Milliseconds from one key to the next. */
  readonly gapMs?: number
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

function strokeOf(key: string) {
  if (isNamed(key)) return { key, ...named[key] }
  const upper = key.toUpperCase()
  const code = /[0-9]/.test(key) ? `Digit${key}` : /[A-Z]/.test(upper) ? `Key${upper}` : 'Unidentified'
  return { key, code, text: key, windowsVirtualKeyCode: upper.charCodeAt(0) }
}

/** One read: a tag and Enter, 4 ms a key, unless told otherwise. */
export async function scan(
  page: Page,
  { text = scannedTag, before = [], after = ['Enter'], gapMs = 4 }: Scanned = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const startMs = Date.now()
  const sent = [...before, ...text, ...after].flatMap((key, index) => {
    const stroke = strokeOf(key)
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
}
