import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import {
  goneAfterMs,
  isOwnedElsewhere,
  keepOwning,
  own,
  renewEveryMs,
} from '../../../../../src/main/engine/store/owner'
import { type Place, thisPlace } from '../../../../../src/main/engine/store/place'
import { manualTimers } from '../../../../support/manual-timers'
import { canMount, smallDisk } from '../../../../support/small-disk'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'owner-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const file = (dataDir: string) => join(dataDir, 'bench.owner')
const here: Place = { computer: 'pc-1', boot: 'boot-1', processes: 'pid:[1]', pid: process.pid }
/** A process that lives: the one that runs these tests. */
const living = process.ppid
/** More than any system gives. */
const dead = 2 ** 31 - 2

function grownOld(dataDir: string, ms: number): void {
  const then = new Date(statSync(file(dataDir)).mtimeMs - ms)
  utimesSync(file(dataDir), then, then)
}

it.each<[string, Partial<Place>, number, boolean]>([
  ['a process that lives here', { pid: living }, 0, true],
  ['a process that has died here', { pid: dead }, 0, false],
  ['this very process, in a former life', {}, 0, false],
  ['another computer', { computer: 'pc-2', pid: dead }, 0, true],
  ['another computer that is silent', { computer: 'pc-2', pid: dead }, goneAfterMs + 1, false],
  ['another computer whose last sign is not too old', { computer: 'pc-2' }, goneAfterMs - 2000, true],
  ['another container of this computer', { processes: 'pid:[2]', pid: dead }, 0, true],
  ['another container that is silent', { processes: 'pid:[2]' }, goneAfterMs + 1, false],
  ['this computer before it was started anew', { boot: 'boot-0', pid: living }, 0, false],
  ['a system that names no start of it', { boot: null, pid: living }, 0, true],
])('%s', (_who, place, silentMs, isOwned) => {
  const dataDir = folder()
  own(dataDir, 'token-1', { ...here, ...place })
  grownOld(dataDir, silentMs)
  expect(isOwnedElsewhere(dataDir, here)).toBe(isOwned)
  expect(readdirSync(dataDir)).toEqual(['bench.owner'])
})

it.runIf(process.platform === 'linux')('nor does one that is dead, and is only still listed', async () => {
  // The shell becomes a program that never asks how its child ended; only then the child ends.
  const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  })
  onTestFinished(() => void parent.kill('SIGKILL'))
  const [line] = await once(parent.stdout ?? expect.unreachable(), 'data')
  const pid = Number(`${line}`)
  const stateOf = (process: number | undefined) => readFileSync(`/proc/${process}/stat`, 'utf8')
  await vi.waitFor(() => expect(stateOf(parent.pid)).toContain('(sleep)'), 30_000)
  parent.stdio[3]?.destroy()
  await vi.waitFor(() => expect(stateOf(pid)).toContain(') Z '), 30_000)
  const dataDir = folder()
  own(dataDir, 'token-1', { ...here, pid })
  expect(isOwnedElsewhere(dataDir, here)).toBe(false)
})

it('nobody owns a new folder, or one whose file was cut short', () => {
  const dataDir = folder()
  expect(isOwnedElsewhere(dataDir, here)).toBe(false)
  for (const text of ['', '{"token":"a"', '7', '{"token":"a","computer":"b","boot":1,"processes":null,"pid":2}']) {
    writeFileSync(file(dataDir), text)
    expect(isOwnedElsewhere(dataDir, here)).toBe(false)
  }
})

it('an owner gives signs of life, and leaves nothing behind', () => {
  const dataDir = folder()
  const timers = manualTimers()
  const ownership = own(dataDir, 'token-1', { ...here, computer: 'pc-2' })
  const stop = keepOwning(ownership, timers, () => expect.unreachable())
  grownOld(dataDir, goneAfterMs + 1)
  expect(isOwnedElsewhere(dataDir, here)).toBe(false)
  timers.advance(renewEveryMs)
  expect(isOwnedElsewhere(dataDir, here)).toBe(true)
  stop()
  expect(timers.waiting).toBe(0)
  ownership.release()
  expect(existsSync(file(dataDir))).toBe(false)
})

it('an owner that another has followed is told so once, and takes nothing from it', () => {
  const dataDir = folder()
  const timers = manualTimers()
  let lost = 0
  const first = own(dataDir, 'token-1', here)
  keepOwning(first, timers, () => {
    lost += 1
  })
  own(dataDir, 'token-2', { ...here, computer: 'pc-2' })
  const before = readFileSync(file(dataDir), 'utf8')
  timers.advance(renewEveryMs * 5)
  first.release()
  expect(lost).toBe(1)
  expect(readFileSync(file(dataDir), 'utf8')).toBe(before)
})

it.runIf(canMount())('a disk that is full takes a sign of life too', () => {
  const disk = smallDisk(join(folder(), 'd'), 1)
  onTestFinished(disk.remove)
  const ownership = own(disk.path, 'token-1', { ...here, computer: 'pc-2' })
  disk.fill()
  grownOld(disk.path, goneAfterMs + 1)
  expect(ownership.renew()).toBe(true)
  expect(isOwnedElsewhere(disk.path, here)).toBe(true)
})

it.runIf(canMount())('a full disk keeps nobody from working: the former owner is overwritten, or there is none', () => {
  const disk = smallDisk(join(folder(), 'd'), 1)
  onTestFinished(disk.remove)
  own(disk.path, 'token-1', here)
  disk.fill()
  expect(own(disk.path, 'token-2', here).renew()).toBe(true)
  expect(JSON.parse(readFileSync(file(disk.path), 'utf8')).token).toBe('token-2')
  rmSync(file(disk.path))
  disk.fill()
  expect(own(disk.path, 'token-3', here).renew()).toBe(true)
})

it('knows where it runs', () => {
  expect(thisPlace()).toMatchObject({ pid: process.pid, computer: expect.stringMatching(/./) })
})
