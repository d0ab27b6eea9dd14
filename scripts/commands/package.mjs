// npm run package: installers for what can be built here, and why the rest can't.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildIfNeeded } from '../build/build.mjs'
import { ask, runToEnd } from '../lib/children.mjs'
import { inRoot } from '../lib/paths.mjs'
import { Stop, say, step } from '../lib/say.mjs'
import { readSignKey, writeChannel } from '../package/channel.mjs'
import { budget, byPart, listContents, mebibytes, total } from '../package/contents.mjs'
import { allTargets, chosen, nameOf, verdicts } from '../package/targets.mjs'
import { writeUdevRules } from '../package/udev-rules.mjs'
import { setUpElectron } from '../setup/set-up.mjs'

/** @typedef {import('../package/targets.mjs').Target} Target */

const BUILDER = inRoot('node_modules', 'electron-builder', 'cli.js')
const PREBUILDS_NEED_NAPI = 10
const BUILDERS_WORDS = /** @type {const} */ ({ linux: '--linux', win32: '--win', darwin: '--mac' })

/** @typedef {ReturnType<typeof readSignKey>} SignKey */

/** @param {string[]} args formats or platforms; --for-test[=LABEL]; --sign-key FILE */
export async function run(args) {
  const mark = args.find((arg) => arg === '--for-test' || arg.startsWith('--for-test='))
  const keyAt = args.indexOf('--sign-key')
  const keyFile = keyAt < 0 ? process.env.CRYOBENCH_SIGN_KEY : args[keyAt + 1]
  if (keyAt >= 0 && keyFile === undefined) throw new Stop('--sign-key needs a private key file.', 2)
  const signKey = keyFile ? readSignKey(keyFile) : undefined
  const wanted = args.filter((arg, index) => arg !== mark && (keyAt < 0 || (index !== keyAt && index !== keyAt + 1)))
  const unknown = wanted.find(
    (name) => !allTargets.some(({ format, platform }) => name === format || name === platform),
  )
  if (unknown !== undefined) throw new Stop(`"${unknown}" is not a package format; see npm run package -- --help.`, 2)

  const runtime = await setUpElectron(['window', 'reader'])
  const isStandIn = runtime.source === 'stand-in'
  if (isStandIn && mark === undefined) {
    throw new Stop(
      'a release is never packed from the stand-in Electron, and the official one could not be downloaded; use --for-test to pack a test build.',
    )
  }
  await buildIfNeeded()
  const decided = verdicts(chosen(wanted), {
    platform: process.platform,
    arch: process.arch,
    isOnGitHub: await isInReach('https://github.com'),
    hasDpkgDeb: ask('dpkg-deb', ['--version']).ok,
    hasRpmbuild: ask('rpmbuild', ['--version']).ok,
    hasWine: ask('wine', ['--version']).ok,
    isStandIn,
  })
  const buildable = decided.filter(({ can }) => can)
  const version = versionOf(mark)
  if (buildable.length > 0) await pack(buildable, runtime, version, signKey)
  if (signKey === undefined) say('  without --sign-key the program accepts no updates, and no update list is written.')
  for (const verdict of decided) if (!verdict.can) say(`  not built: ${nameOf(verdict)}: ${verdict.why}`)
  if (buildable.length === 0) throw new Stop('none of the requested packages can be built here.')
  return report(version)
}

/** @param {string | undefined} mark */
function versionOf(mark) {
  const { version } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'))
  // A version that no release can have, so that a test build is never taken for one, nor updates one.
  return mark === undefined ? version : `${version}-test.${mark.split('=')[1] ?? '1'}`
}

/**
 * @param {readonly Target[]} targets
 * @param {import('../setup/electron.mjs').Runtime} runtime
 * @param {string} version
 * @param {SignKey | undefined} signKey
 */
async function pack(targets, runtime, version, signKey) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cryobench-package-'))
  const udevRules = path.join(folder, '70-cryobench.rules')
  const updateKey = path.join(folder, 'update-key.pem')
  try {
    if (signKey !== undefined) fs.writeFileSync(updateKey, signKey.publicKeyPem, { mode: 0o644 })
    await writeUdevRules(udevRules)
    for (const { platform, arch } of uniqueMachines(targets)) {
      const formats = targets
        .filter((each) => each.platform === platform && each.arch === arch)
        .map(({ format }) => format)
      const isForHere = platform === process.platform && arch === process.arch
      const settings = {
        version,
        udevRules,
        ...(signKey === undefined ? {} : { updateKey }),
        ...(isForHere ? { electron: { folder: runtime.folder, version: runtime.versions.electron } } : {}),
        withCompiledSqlite: isForHere && runtime.versions.napi < PREBUILDS_NEED_NAPI,
      }
      // electron-builder packs a tar.gz with a program that it would fetch from GitHub; tar is everywhere.
      const builders = formats.filter((format) => format !== 'tar.gz')
      const args = [
        BUILDER,
        BUILDERS_WORDS[platform],
        ...(builders.length > 0 ? builders : ['dir']),
        `--${arch}`,
        '--publish',
        'never',
      ]
      await step(`packing ${formats.join(', ')} for ${platform}-${arch}`, async () => {
        const code = await runToEnd(process.execPath, [...args, '--config', inRoot('electron-builder.config.cjs')], {
          cwd: inRoot(),
          stdout: 'stderr',
          env: {
            ...process.env,
            CRYOBENCH_PACKAGE: JSON.stringify(settings),
            ...(ask('dpkg-deb', ['--version']).ok
              ? { CUSTOM_FPM_PATH: inRoot('scripts', 'package', 'fpm-over-dpkg.mjs') }
              : {}),
          },
        })
        if (code !== 0) throw new Stop(`packing for ${platform}-${arch} failed (see above).`)
        if (formats.includes('tar.gz')) await packTar(version, arch)
        if (signKey !== undefined && platform === 'linux') listPackages(version, arch, signKey)
      })
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} version
 * @param {string} arch
 * @param {SignKey} signKey
 */
function listPackages(version, arch, { privateKey }) {
  const folder = inRoot('release')
  const inDebianWords = arch === 'x64' ? 'amd64' : arch
  const names = fs.readdirSync(folder).filter((name) => name.startsWith(`cryobench_${version}_${inDebianWords}.`))
  const list = writeChannel({ folder, version, names, arch, privateKey })
  if (list !== undefined)
    say(`  release/${list} and its signature: put both on a web server, in one folder with the packages`)
}

/**
 * One folder in it, named as the archive.
 * @param {string} version
 * @param {string} arch
 */
async function packTar(version, arch) {
  const name = `cryobench_${version}_${arch}`
  const unpacked = arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`
  const args = ['-czf', `${name}.tar.gz`, '--owner=0', '--group=0', `--transform=s,^${unpacked},${name},`, unpacked]
  const code = await runToEnd('tar', args, { cwd: inRoot('release'), stdout: 'stderr' })
  if (code !== 0) throw new Stop('packing the tar.gz failed (see above).')
}

/** @param {readonly Target[]} targets */
const uniqueMachines = (targets) =>
  targets.filter(
    ({ platform, arch }, index) =>
      targets.findIndex((each) => each.platform === platform && each.arch === arch) === index,
  )

/** @param {string} url */
async function isInReach(url) {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    return true
  } catch {
    return false
  }
}

/** @param {string} version */
function report(version) {
  const release = inRoot('release')
  for (const name of fs.readdirSync(release).filter((each) => each.includes(version))) {
    say(`  release/${name}  ${mebibytes(fs.statSync(path.join(release, name)).size)}`)
  }
  const unpacked = path.join(release, 'linux-unpacked')
  if (!fs.existsSync(unpacked)) return 0
  const { ours, electron } = listContents(unpacked)
  fs.writeFileSync(path.join(release, 'contents.json'), `${JSON.stringify({ version, ours, electron }, null, 1)}\n`)
  say('\n  Contents (every file: release/contents.json):')
  for (const { part, bytes, files } of byPart([...ours, ...electron])) {
    say(`  ${part.padEnd(26)}${mebibytes(bytes).padStart(11)}  ${files} files`)
  }
  const over = [
    ...(total(ours) > budget.ours
      ? [`our own part is ${mebibytes(total(ours))}, allowed are ${mebibytes(budget.ours)}`]
      : []),
    ...(total(electron) > budget.electron
      ? [`Electron has ${mebibytes(total(electron))} of ${mebibytes(budget.electron)}`]
      : []),
  ]
  if (over.length === 0) return 0
  say(`  Over the budget: ${over.join('; ')}.`)
  return 1
}
