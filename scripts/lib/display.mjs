// Gives windows a display: the one there is, or on Linux without one a virtual display of our own.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Stop } from './say.mjs'

/** A common bench PC screen. */
export const VIRTUAL_SCREEN = '1366x768x24'
const READY_WITHIN_MS = 15_000

export const needsVirtualDisplay = () =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY

/**
 * Does the work with a display: it is given what to add to the environment of programs that open windows.
 * @template T
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} work
 * @param {number} [count] of virtual displays, for windows that must not take the focus from each other; all are named in
 *   CRYOBENCH_TEST_DISPLAYS
 * @returns {Promise<T>}
 */
export async function withDisplay(work, count = 1) {
  if (!needsVirtualDisplay()) return work({})
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cryobench-display-'))
  const authority = path.join(folder, 'authority')
  // SECURITY: only who can read this file may draw on the display or watch it.
  fs.writeFileSync(authority, authorityEntry(randomBytes(16)), { mode: 0o600 })
  /** @type {Awaited<ReturnType<typeof startXvfb>>[]} */
  const displays = []
  const drop = () => {
    for (const { xvfb } of displays) xvfb.kill('SIGTERM')
    fs.rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', drop)
  try {
    while (displays.length < count) displays.push(await startXvfb(authority))
    const names = displays.map(({ number }) => `:${number}`)
    return await work({ DISPLAY: names[0], XAUTHORITY: authority, CRYOBENCH_TEST_DISPLAYS: names.join(' ') })
  } finally {
    process.off('exit', drop)
    drop()
    await Promise.all(displays.map(({ ended }) => ended))
  }
}

/**
 * One entry of an Xauthority file that fits any display (FamilyWild, no number): Xau(3), "struct Xauth".
 * @param {Uint8Array} cookie 16 bytes
 */
export function authorityEntry(cookie) {
  /** @param {Uint8Array} bytes */
  const counted = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  const familyWild = Buffer.from([0xff, 0xff])
  const none = counted(Buffer.alloc(0))
  return Buffer.concat([familyWild, none, none, counted(Buffer.from('MIT-MAGIC-COOKIE-1')), counted(cookie)])
}

/**
 * @param {string} authority
 * @returns {Promise<{ number: string, xvfb: import('node:child_process').ChildProcess, ended: Promise<unknown> }>}
 */
function startXvfb(authority) {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', VIRTUAL_SCREEN, '-auth', authority, '-nolisten', 'tcp', '-noreset']
    // A group of its own: a Ctrl-C must end the application before its display.
    const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
    const fail = (/** @type {string} */ why) => {
      clearTimeout(deadline)
      xvfb.kill('SIGTERM')
      fs.rmSync(path.dirname(authority), { recursive: true, force: true })
      reject(new Stop(`the virtual display could not be started: ${why}.`))
    }
    const deadline = setTimeout(() => fail('Xvfb did not answer in time'), READY_WITHIN_MS)
    const failed = (/** @type {number | null} */ code) => fail(`Xvfb ended with ${code}`)
    xvfb.on('error', (error) => fail(error.message))
    xvfb.on('exit', failed)
    let number = ''
    xvfb.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      number += chunk
      if (!number.includes('\n')) return
      clearTimeout(deadline)
      xvfb.off('exit', failed)
      resolve({ number: number.trim(), xvfb, ended: new Promise((done) => xvfb.on('exit', done)) })
    })
  })
}
