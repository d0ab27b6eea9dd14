#!/usr/bin/env node
// Stands in for fpm where electron-builder can't fetch it: takes the switches that electron-builder gives and builds a .deb with dpkg-deb.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const FLAGS = new Set(['--force', '--debug', '--verbose'])
const LISTS = { '-d': 'depends', '--depends': 'depends', '--deb-recommends': 'recommends' }

/** @param {readonly string[]} args */
function read(args) {
  /** @type {{ depends: string[], recommends: string[], files: [string, string][], options: Record<string, string> }} */
  const found = { depends: [], recommends: [], files: [], options: {} }
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    const list = LISTS[/** @type {keyof typeof LISTS} */ (arg)]
    if (list === 'depends' || list === 'recommends') found[list].push(args[++index] ?? '')
    else if (FLAGS.has(arg)) continue
    else if (arg.startsWith('--') && arg.includes('='))
      set(arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1))
    else if (arg.startsWith('-')) set(arg, args[++index] ?? '')
    else if (arg.includes('=')) found.files.push([arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)])
    else throw new Error(`A switch of fpm that this program doesn't know: ${arg}`)
  }
  return found

  /**
   * @param {string} name
   * @param {string} value
   */
  function set(name, value) {
    found.options[name.replace(/^-+/, '')] = value
  }
}

const { depends, recommends, files, options } = read(process.argv.slice(2))
if (options.t !== 'deb') throw new Error(`Only a .deb can be built here, not ${options.t}.`)

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'cryobench-deb-'))
try {
  for (const [from, to] of files) {
    const target = path.join(root, to)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    // cp keeps links and the executable bit; a copy of half a gigabyte is a clone where the file system can.
    if (from.endsWith('/')) {
      fs.mkdirSync(target, { recursive: true })
      execFileSync('cp', ['-a', '--reflink=auto', `${from}.`, target])
    } else fs.copyFileSync(from, target)
  }
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', root])
  const [kilobytes = '0'] = execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')
  const control = path.join(root, 'DEBIAN')
  fs.mkdirSync(control, { mode: 0o755 })
  const [synopsis = '', ...description] = (options.description ?? '').trim().split('\n')
  const fields = {
    Package: options.name,
    Version: options.iteration ? `${options.version}-${options.iteration}` : options.version,
    Architecture: options.architecture === 'x64' ? 'amd64' : options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': kilobytes,
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: options.category ?? 'science',
    Priority: options['deb-priority'] ?? 'optional',
    Homepage: options.url,
    Description: [synopsis.trim(), ...description.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  fs.writeFileSync(path.join(control, 'control'), `${lines.join('\n')}\n`)
  for (const [option, script] of [
    ['after-install', 'postinst'],
    ['before-remove', 'prerm'],
    ['after-remove', 'postrm'],
  ]) {
    const source = options[option ?? '']
    if (source === undefined || script === undefined) continue
    fs.copyFileSync(source, path.join(control, script))
    fs.chmodSync(path.join(control, script), 0o755)
  }
  const build = [
    '--root-owner-group',
    '-Zxz',
    `-z${process.env.CRYOBENCH_DEB_LEVEL ?? '6'}`,
    '--build',
    root,
    options.package ?? '',
  ]
  execFileSync('dpkg-deb', build, { stdio: 'inherit' })
} finally {
  fs.rmSync(root, { recursive: true, force: true })
}
