import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** As Electron's. */
class FakeProcess extends EventEmitter {
  stdout = null
  stderr = null
  readonly posted: unknown[] = []
  postMessage(message: unknown) {
    this.posted.push(message)
  }
  kill() {
    this.emit('exit', 9)
  }
}

const forked: FakeProcess[] = []
let mayFork = true
vi.mock('electron', () => ({
  utilityProcess: {
    fork() {
      if (!mayFork) throw new Error('EAGAIN: no process')
      const made = new FakeProcess()
      forked.push(made)
      return made
    },
  },
}))
const { Child } = await import('../../../../src/main/shell/child')

beforeEach(() => {
  forked.length = 0
  mayFork = true
  vi.useFakeTimers()
})
afterEach(() => void vi.useRealTimers())

function bed(died: (code: number) => void = () => undefined) {
  const said: string[] = []
  const starts: boolean[] = []
  const child = new Child<string, string>({
    file: 'engine.cjs',
    name: 'Cryobench engine',
    started: (again) => void starts.push(again),
    died,
    message: () => undefined,
    log: {
      say: (_part, _level, text) => void said.push(text),
      open: async () => undefined,
      close: async () => undefined,
    },
  })
  const dies = (code = 1) => forked.at(-1)?.emit('exit', code)
  return { child, said, starts, dies }
}

describe('a process that died', () => {
  it('comes back within a second, whatever is done about its death', () => {
    const { starts, dies } = bed(() => {
      throw new Error('ENOSPC: no space left on device')
    })
    // Node hands what a listener throws to the last net; here it comes back to who has called.
    expect(dies).toThrow('ENOSPC')
    vi.advanceTimersByTime(1000)
    expect(starts).toEqual([false, true])
  })

  it('comes back later where the system has no process to give', () => {
    const { starts, said, dies } = bed()
    mayFork = false
    dies()
    vi.advanceTimersByTime(1000)
    expect(starts).toEqual([false])
    expect(said.join()).toContain('EAGAIN')
    mayFork = true
    vi.advanceTimersByTime(60_000)
    expect(starts).toEqual([false, true])
  })

  it('says why by an error of its own first, which is none of this process', () => {
    const { said } = bed()
    expect(() => forked[0]?.emit('error', 'FatalError', 'v8', '')).not.toThrow()
    expect(said.join()).toContain('FatalError')
  })

  it('stays away once it is told to end', async () => {
    const { child, starts } = bed()
    const stopped = child.stop('stop')
    expect(forked[0]?.posted).toEqual(['stop'])
    await vi.advanceTimersByTimeAsync(4000)
    await stopped
    vi.advanceTimersByTime(60_000)
    expect(starts).toEqual([false])
  })
})
