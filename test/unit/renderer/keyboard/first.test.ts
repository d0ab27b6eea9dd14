import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const renderer = join(import.meta.dirname, '../../../../src/renderer')
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(renderer, name), 'utf8') }))

describe('the guard of the keys', () => {
  it('is the first code of the page: nothing listens before it', () => {
    const imports = readFileSync(join(renderer, 'main.tsx'), 'utf8').match(/^import .*$/gm) ?? []
    expect(imports.filter((line) => !/base-styles/.test(line))[0]).toBe("import './keyboard/first'")
  })

  it('knows what a held key does by itself on every element that there is', () => {
    const unknown = sources.filter(({ text }) =>
      /<select\b|<NativeSelect\b|<Select\b|contentEditable=|<details\b|<dialog\b/.test(text),
    )
    expect(unknown.map(({ name }) => name)).toEqual([])
  })

  it('leaves no shortcut to the shell, which would act before the page hears of it', () => {
    const shell = join(renderer, '../main/shell')
    const all = readdirSync(shell, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const acting = all.filter((name) =>
      /globalShortcut|accelerator:|before-input-event/.test(readFileSync(join(shell, name), 'utf8')),
    )
    expect(acting).toEqual([])
  })
})
