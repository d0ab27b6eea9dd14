// How the installed application is packed. The reasons: docs/decisions/0006-packaging-and-fuses.md.
const fs = require('node:fs')
const path = require('node:path')

/**
 * SECURITY: what the installed program must not do, whatever its environment says.
 * Only a build for end-to-end tests may be attached to by a debugger.
 */
const electronFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: process.env.CRYOBENCH_E2E_BUILD === '1',
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}

/** electron-builder puts what it packs for in these places, in Node's words: linux-x64. */
const TARGET = '$' + '{platform}-$' + '{arch}'

/** @type {import('electron-builder').Configuration} */
module.exports = {
  appId: 'org.cryobench.bench',
  productName: 'Cryobench',
  copyright: 'Copyright the Cryobench authors, Apache-2.0',
  directories: { output: 'release', buildResources: 'resources' },
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    'LICENSE',
    'THIRD-PARTY-NOTICES',
    // Prebuilds of native modules for other machines, what this one compiled, and what only a compiler needs. All here:
    // a platform's own list of exclusions would stand beside this one, and pack everything else.
    `!node_modules/better-sqlite3/prebuilds/!(${TARGET}.node)`,
    `!node_modules/node-hid/prebuilds/!(*-${TARGET}){,/**}`,
    '!node_modules/better-sqlite3/build{,/**}',
    '!node_modules/better-sqlite3/{deps,src}{,/**}',
    '!node_modules/better-sqlite3/binding.gyp',
    '!node_modules/node-hid/{hidapi,src}{,/**}',
    '!node_modules/node-hid/binding.gyp',
    '!node_modules/node-addon-api{,/**}',
    '!**/*.{md,map,ts,tsx}',
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  // The prebuilds fit; a rebuild would need a compiler and the network.
  npmRebuild: false,
  nodeGypRebuild: false,
  buildDependenciesFromSource: false,
  electronLanguages: ['en-US', 'de'],
  electronFuses,
  linux: {
    target: ['deb', 'AppImage', 'tar.gz'],
    category: 'Science',
    executableName: 'cryobench',
    synopsis: 'Cryo-storage bench with RFID readers',
    maintainer: 'The Cryobench authors',
  },
  // What Debian's own Electron packages name, and the libraries of readers that electron-builder can't know of.
  deb: {
    depends: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libusb-1.0-0', 'libudev1', 'libxtst6', 'xdg-utils'],
  },
  win: {
    target: ['nsis'],
  },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.medical',
  },
  /** @param {import('electron-builder').AfterPackContext} context */
  afterPack: (context) => {
    // With it the installed program could be made to load another application.
    fs.rmSync(path.join(context.appOutDir, 'resources', 'default_app.asar'), { force: true })
  },
  publish: null,
}
