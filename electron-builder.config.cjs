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

/**
 * What `npm run package` knows of this run: the Electron at hand (none: electron-builder fetches its own), the version's mark, whether the
 * compiled better-sqlite3 goes in (the prebuild needs a newer Node-API than the stand-in has), where the udev rules were written, and the public
 * key of the updates.
 * @type {{ electron?: { folder: string, version: string }, version?: string, withCompiledSqlite?: boolean, udevRules?: string, updateKey?: string }}
 */
const run = JSON.parse(process.env.CRYOBENCH_PACKAGE ?? '{}')

/** electron-builder puts what it packs for in these places, in Node's words: linux-x64. */
const TARGET = '$' + '{platform}-$' + '{arch}'

/** Beside the program, where they outlive it while another version is put in its place. */
const launcher = 'resources/linux/launch.sh=/usr/lib/cryobench/launch'
const updateHelper = [
  'resources/linux/update-helper.sh=/usr/lib/cryobench/update-helper',
  'resources/linux/org.cryobench.bench.policy=/usr/share/polkit-1/actions/org.cryobench.bench.policy',
]

/** @param {readonly string[]} files */
const linuxScripts = (files) => ({
  afterInstall: 'resources/linux/after-install.sh',
  afterRemove: 'resources/linux/after-remove.sh',
  // Before 73-seat-late.rules, which gives the devices to whoever sits at the seat.
  fpm: [...(run.udevRules ? [`${run.udevRules}=/usr/lib/udev/rules.d/70-cryobench.rules`] : []), launcher, ...files],
})

/** @type {import('electron-builder').Configuration} */
module.exports = {
  appId: 'org.cryobench.bench',
  productName: 'Cryobench',
  copyright: 'Copyright the Cryobench authors, Apache-2.0',
  ...(run.electron ? { electronDist: run.electron.folder, electronVersion: run.electron.version } : {}),
  ...(run.version ? { extraMetadata: { version: run.version } } : {}),
  directories: { output: 'release', buildResources: 'resources' },
  files: [
    'out/main/**',
    // The stand-alone programs of a site with many benches, and of integrators: not a bench's.
    '!out/main/{central,device-simulator}.cjs',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    'LICENSE',
    'THIRD-PARTY-NOTICES',
    // Prebuilds of native modules for other machines, what this one compiled, and what only a compiler needs. All here:
    // a platform's own list of exclusions would stand beside this one, and pack everything else.
    run.withCompiledSqlite
      ? '!node_modules/better-sqlite3/prebuilds{,/**}'
      : `!node_modules/better-sqlite3/prebuilds/!(${TARGET}.node)`,
    `!node_modules/node-hid/prebuilds/!(*-${TARGET}){,/**}`,
    run.withCompiledSqlite
      ? '!node_modules/better-sqlite3/build/!(Release){,/**}'
      : '!node_modules/better-sqlite3/build{,/**}',
    '!node_modules/better-sqlite3/{deps,src}{,/**}',
    '!node_modules/better-sqlite3/binding.gyp',
    '!node_modules/node-hid/{hidapi,src}{,/**}',
    '!node_modules/node-hid/binding.gyp',
    '!node_modules/node-addon-api{,/**}',
    '!**/*.{md,map,ts,tsx}',
  ],
  // Without a key there are no updates.
  extraResources: [
    { from: 'resources/updates/app-update.yml', to: 'app-update.yml' },
    ...(run.updateKey ? [{ from: run.updateKey, to: 'update-key.pem' }] : []),
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
    target: ['deb', 'tar.gz', 'AppImage', 'rpm'],
    category: 'Science',
    executableName: 'cryobench',
    artifactName: '$' + '{name}_$' + '{version}_$' + '{arch}.$' + '{ext}',
    synopsis: 'Cryo-storage bench with RFID readers',
    description:
      'Tags vials for storage, approves retrievals and monitors devices and LN2 refills, with or without a network.',
    maintainer: 'The Cryobench authors',
    desktop: {
      entry: { Keywords: 'RFID;cryo;vial;tank;IVF;biobank;', StartupNotify: 'true' },
    },
  },
  protocols: [{ name: 'Cryobench enrolment', schemes: ['cryobench'] }],
  // What Debian's own Electron packages name, and the libraries of readers that electron-builder can't know of.
  deb: {
    depends: [
      'libgtk-3-0',
      'libnss3',
      'libasound2',
      'libgbm1',
      'libusb-1.0-0',
      'libudev1',
      'libxtst6',
      'openssl',
      'xdg-utils',
    ],
    // Without it an update waits for the administrator.
    recommends: ['pkexec | policykit-1'],
    packageCategory: 'science',
    ...linuxScripts(updateHelper),
  },
  rpm: {
    depends: ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'libusb1', 'systemd-libs', 'libXtst', 'xdg-utils'],
    // No helper: whoever runs these distributions has a repository for updates.
    ...linuxScripts([]),
  },
  win: {
    target: ['nsis', 'portable'],
  },
  // For all users of the bench's PC, with `/S` for silent deployment.
  nsis: {
    oneClick: false,
    perMachine: true,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.medical',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'resources/mac/entitlements.plist',
    entitlementsInherit: 'resources/mac/entitlements.plist',
  },
  /** @param {import('electron-builder').AfterPackContext} context */
  afterPack: (context) => {
    // With it the installed program could be made to load another application.
    fs.rmSync(path.join(context.appOutDir, 'resources', 'default_app.asar'), { force: true })
  },
  publish: null,
}
