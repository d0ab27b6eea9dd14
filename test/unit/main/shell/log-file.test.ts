import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { logFile } from '../../../../src/main/shell/log-file'
import { manualTimers } from '../../../support/manual-timers'
import { canMount, smallDisk } from '../../../support/small-disk'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'log-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => void vi.restoreAllMocks())
  return path
}

/** As long as a busy machine needs. */
const until = (holds: () => void) => vi.waitFor(holds, { timeout: 30_000 })

const line = (text: string) => ({ time: '', level: 'info', part: 'shell', text }) as const
const textsIn = (path: string): readonly string[] =>
  readFileSync(join(path, 'cryobench.log'), 'utf8')
    .split('\n')
    .filter((each) => each.startsWith('{') && each.endsWith('}'))
    .map((each) => JSON.parse(each).text)

describe.runIf(process.platform === 'linux')('a file that refuses', () => {
  /** What stands there is no file that a log could be written to, until it is removed. */
  function refusing() {
    const path = folder()
    symlinkSync('/dev/full', join(path, 'cryobench.log'))
    const timers = manualTimers()
    const file = logFile(path, timers)
    return { path, timers, file, heal: () => rmSync(join(path, 'cryobench.log')) }
  }

  it('loses no line, and is tried again until it takes them, in their order', async () => {
    const { path, timers, file, heal } = refusing()
    file.add(line('before'))
    await file.open()
    file.add(line('meanwhile'))
    await until(() => expect(timers.waiting).toBe(1))
    file.add(line('after'))
    timers.advance(10_000)
    await until(() => expect(timers.waiting).toBe(1))
    heal()
    timers.advance(10_000)
    await until(() => expect(textsIn(path)).toEqual(['before', 'meanwhile', 'after']))
    file.add(line('then'))
    await file.close()
    expect(textsIn(path)).toEqual(['before', 'meanwhile', 'after', 'then'])
  })

  it('costs no memory without end, and the log says how much is missing', async () => {
    const { path, timers, file, heal } = refusing()
    await file.open()
    await until(() => expect(timers.waiting).toBe(1))
    for (let count = 1; count <= 1500; count += 1) file.add(line(`line ${count}`))
    heal()
    timers.advance(10_000)
    await until(() => expect(textsIn(path)).toHaveLength(1001))
    expect(textsIn(path)[0]).toBe('The disk refused 500 lines before.')
    expect(textsIn(path).at(-1)).toBe('line 1500')
    await file.close()
  })

  it('does not hold up the end', async () => {
    const { file, timers } = refusing()
    file.add(line('a'))
    await file.open()
    await file.close()
    expect(timers.waiting).toBe(0)
  })
})

describe.runIf(canMount())('a real disk that is full', () => {
  it('gets all lines once it has room, but for the one of which it took a half', async () => {
    const disk = smallDisk(join(folder(), 'd'), 1)
    onTestFinished(disk.remove)
    const timers = manualTimers()
    mkdirSync(join(disk.path, 'logs'))
    const file = logFile(join(disk.path, 'logs'), timers)
    await file.open()
    file.add(line('first'))
    await until(() => expect(textsIn(join(disk.path, 'logs'))).toEqual(['first']))
    disk.fill()
    const long = 'x'.repeat(10_000)
    // As much of it as there is room for, without a word.
    file.add(line(long))
    file.add(line('refused'))
    await until(() => expect(timers.waiting).toBeGreaterThan(0))
    disk.free()
    timers.advance(10_000)
    file.add(line('last'))
    await until(() => expect(textsIn(join(disk.path, 'logs')).at(-1)).toBe('last'))
    await file.close()
    expect(textsIn(join(disk.path, 'logs'))).toEqual(['first', 'refused', 'last'])
  })
})
