import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { background } from '../../../../src/main/shell/background'
import { placedOn } from '../../../../src/main/shell/window-place'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }

describe('the window', () => {
  it("has the page's background before its first frame, in both schemes", () => {
    const tokens = readFileSync(join(import.meta.dirname, '../../../../src/renderer/ui/theme/tokens.css'), 'utf8')
    const pages = [...tokens.matchAll(/--page: (#[0-9a-f]{6});/g)].map((match) => match[1])
    expect(pages).toEqual([background.light, background.dark])
  })

  it('opens where it was', () => {
    const last = { x: 100, y: 100, width: 1200, height: 800 }
    expect(placedOn([screen], last)).toEqual(last)
  })

  it('does not open on a screen that is no longer there', () => {
    expect(placedOn([screen], { x: 2500, y: 100, width: 1200, height: 800 })).toEqual({ width: 1366, height: 768 })
  })

  it('fits a small screen', () => {
    expect(placedOn([{ x: 0, y: 0, width: 1280, height: 720 }], null)).toEqual({ width: 1280, height: 720 })
  })
})
