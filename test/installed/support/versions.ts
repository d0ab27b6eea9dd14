// More versions of the package that was built, made within seconds: only the version in it is another one, or its main program is broken.
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { getRawHeader, statFile } from '@electron/asar'
import { readSignKey, writeChannel } from '../../../scripts/package/channel.mjs'

const run = (file: string, ...args: string[]): string => execFileSync(file, args, { encoding: 'utf8' })

export interface VersionNeeds {
  /** The package that was built. */
  readonly deb: string
  /** Folder for the new one. */
  readonly folder: string
  /** As long as the one that was built. */
  readonly version: string
  /** What its main program does instead of all else. */
  readonly main?: string
}

/** Answers the new package's name in the folder. */
export function makeVersion({ deb, folder, version, main }: VersionNeeds): string {
  const tree = join(folder, 'tree')
  run('dpkg-deb', '--raw-extract', deb, tree)
  const control = join(tree, 'DEBIAN', 'control')
  const text = readFileSync(control, 'utf8')
  const before = (/^Version: (.*)$/m.exec(text)?.[1] ?? '').replace('~', '-')
  writeFileSync(control, text.replace(/^Version: .*$/m, `Version: ${version.replace('-', '~')}`))
  const archive = join(tree, 'opt', 'Cryobench', 'resources', 'app.asar')
  changeFile(archive, 'package.json', (json) => json.replace(`"version": "${before}"`, `"version": "${version}"`))
  if (main !== undefined) changeFile(archive, 'out/main/index.cjs', ({ length }) => main.padEnd(length))
  const name = `cryobench_${version}_amd64.deb`
  run('dpkg-deb', '--root-owner-group', '-Znone', '--build', tree, join(folder, name))
  rmSync(tree, { recursive: true })
  return name
}

/** In place: Electron on Linux knows an archive's files by their place and length. */
export function changeFile(archive: string, name: string, change: (text: string) => string): void {
  const entry = statFile(archive, name, true)
  if (!('offset' in entry)) throw new Error(`${name} is no file of ${archive}`)
  const start = 8 + getRawHeader(archive).headerSize + Number(entry.offset)
  const old = readFileSync(archive).subarray(start, start + entry.size)
  const changed = Buffer.from(change(old.toString('utf8')))
  if (changed.equals(old) || changed.length !== old.length) throw new Error(`${name} can't be changed in place`)
  const file = openSync(archive, 'r+')
  writeSync(file, changed, 0, changed.length, start)
  closeSync(file)
}

export interface Offer {
  readonly folder: string
  readonly version: string
  readonly name: string
  readonly keyFile: string
}

/** Puts it on the update server, signed with this key. */
export function offer({ folder, version, name, keyFile }: Offer): void {
  const { privateKey } = readSignKey(keyFile)
  writeChannel({ folder, version, names: [name], arch: 'x64', privateKey })
}
