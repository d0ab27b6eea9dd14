import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../../scripts/lib/paths.mjs'

const require = createRequire(import.meta.url)
const file = inRoot('electron-builder.config.cjs')

const load = (endToEnd?: string): typeof import('../../../electron-builder.config.cjs') => {
  const before = process.env.CRYOBENCH_E2E_BUILD
  if (endToEnd === undefined) delete process.env.CRYOBENCH_E2E_BUILD
  else process.env.CRYOBENCH_E2E_BUILD = endToEnd
  delete require.cache[file]
  try {
    return require(file)
  } finally {
    if (before === undefined) delete process.env.CRYOBENCH_E2E_BUILD
    else process.env.CRYOBENCH_E2E_BUILD = before
  }
}

describe('packaging', () => {
  it('sets every fuse of the installed program to its safe side', () => {
    expect(load().electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('lets a debugger attach only to a build for end-to-end tests', () => {
    expect(load('1').electronFuses).toEqual({ ...load().electronFuses, enableNodeCliInspectArguments: true })
  })

  it('packs an asar with the native modules beside it', () => {
    const { asar, asarUnpack, npmRebuild, nodeGypRebuild } = load()
    expect({ asar, asarUnpack, npmRebuild, nodeGypRebuild }).toEqual({
      asar: true,
      asarUnpack: ['**/*.node'],
      npmRebuild: false,
      nodeGypRebuild: false,
    })
  })

  it('packs the bundles alone, and no compiler output of this machine', () => {
    const { files, linux, win, mac } = load()
    expect([files].flat().filter((pattern) => typeof pattern === 'string' && !pattern.startsWith('!'))).toEqual([
      'out/main/**',
      'out/preload/**',
      'out/renderer/**',
      'package.json',
      'LICENSE',
      'THIRD-PARTY-NOTICES',
    ])
    expect(files).toContain('!node_modules/better-sqlite3/build{,/**}')
    // A list of a platform's own would stand beside this one, and pack everything it doesn't exclude.
    for (const platform of [linux, win, mac]) expect(platform).not.toHaveProperty('files')
  })
})
