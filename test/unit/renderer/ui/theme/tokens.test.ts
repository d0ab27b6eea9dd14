import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(__dirname, '../../../../../src/renderer')
const css = readFileSync(join(root, 'ui/theme/tokens.css'), 'utf8')

/** The hex tokens of a block. */
const tokensOf = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']))

const [, lightBlock = '', darkBlock = ''] = /:root \{(.*?)\n\}.*?scheme=["']dark["']\] \{(.*?)\n\}/s.exec(css) ?? []
const schemes = { light: tokensOf(lightBlock), dark: tokensOf(darkBlock) }

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const texts: readonly (readonly [string, string])[] = [
  ...['page', 'surface', 'sunken'].flatMap((ground): readonly (readonly [string, string])[] => [
    ['text', ground],
    ['text-quiet', ground],
    ['accent-text', ground],
    ['accepted-text', ground],
    ['attention-text', ground],
    ['stop-text', ground],
  ]),
  ...['accent', 'accepted', 'attention', 'stop'].flatMap((tone): readonly (readonly [string, string])[] => [
    [`on-${tone}`, tone],
    [`${tone}-text`, `${tone}-soft`],
  ]),
  ['text', 'accent-soft'],
  ['on-accent', 'accent-hover'],
]

const parts = ['edge', 'accent-text', 'attention-edge', 'stop-text', 'accepted-text'].flatMap((part) =>
  ['page', 'surface', 'sunken'].map((ground) => [part, ground] as const),
)

describe.each(Object.entries(schemes))('the %s scheme', (_, tokens) => {
  const of = (name: string) => tokens.get(name) ?? expect.fail(`no token --${name}`)

  it.each(texts)('has text --%s on --%s at 4.5:1', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(parts)('has parts --%s on --%s at 3:1', (part, ground) => {
    expect(contrast(of(part), of(ground))).toBeGreaterThanOrEqual(3)
  })
})

describe('colours', () => {
  it('stand in tokens.css alone', () => {
    const literal = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/i
    const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:css|tsx?)$/.test(name) && !name.endsWith('tokens.css'))
      .filter((name) =>
        literal.test(
          readFileSync(join(root, name), 'utf8').replaceAll(/url\(`?#.*?\)|'#root'|#root|#content|`#\$\{\w+\}`/g, ''),
        ),
      )
    expect(found).toEqual([])
  })
})
