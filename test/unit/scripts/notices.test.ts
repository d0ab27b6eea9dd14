import { describe, expect, it } from 'vitest'
import { packageFolderOf } from '../../../scripts/build/bundled-packages.mjs'
import { isAccepted, noticeOf, noticesText, shippedFolders } from '../../../scripts/lib/notices.mjs'
import { inRoot } from '../../../scripts/lib/paths.mjs'

describe('third-party notices', () => {
  it.each([
    ['/p/node_modules/zod/v4/index.js', 'node_modules/zod'],
    ['/p/node_modules/@mantine/core/esm/a.mjs', 'node_modules/@mantine/core'],
    ['/p/node_modules/a/node_modules/@b/c/index.js?commonjs-es-import', 'node_modules/a/node_modules/@b/c'],
    ['C:\\p\\node_modules\\zod\\index.js', 'node_modules/zod'],
    ['/p/src/shared/result.ts', undefined],
  ])('know the package of %s', (id, folder) => {
    expect(packageFolderOf(id)).toBe(folder)
  })

  it('follow the dependencies of shipped packages as Node resolves them', () => {
    const locked = {
      'node_modules/hid': { dependencies: { addon: '^8', prebuilds: '^1' } },
      'node_modules/addon': {},
      'node_modules/prebuilds': { dependencies: { addon: '^7', absent: '^1' } },
      'node_modules/prebuilds/node_modules/addon': {},
      'node_modules/unrelated': {},
    }
    expect(shippedFolders(locked, ['hid'])).toEqual([
      'node_modules/hid',
      'node_modules/addon',
      'node_modules/prebuilds',
      'node_modules/prebuilds/node_modules/addon',
    ])
  })

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['(MIT AND Zlib-unknown)', false],
    ['GPL-3.0-or-later', false],
    ['undefined', false],
  ])('accept %s: %s', (license, answer) => {
    expect(isAccepted(license)).toBe(answer)
  })

  it('hold the whole license text of each package once, by name', () => {
    const zod = noticeOf(inRoot('node_modules', 'zod'))
    const text = noticesText(
      [zod, { name: 'a', version: '1.0.0', license: 'ISC', texts: ['A text'] }, zod],
      ['Electron'],
    )
    expect(text.match(/^zod /gm)).toHaveLength(1)
    expect(text).toContain('Permission is hereby granted')
    expect(text.indexOf('A text')).toBeLessThan(text.indexOf('zod '))
  })
})
