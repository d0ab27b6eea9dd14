// Readers as the whole engine has them: what a site lays down for them reaches them, and of two programs one has them.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReaderConnection, ReaderSnapshot } from '../../../src/shared/model/reader'
import type { ReaderSettings } from '../../../src/shared/model/reader-options'
import { FakeHidBed, fakeRrhf, fakeSwUhf } from '../../support/fakehid'
import { temporaryFolder } from '../engine/support'
import type { EngineOrder } from './engine-with-hid'

class EngineProcess {
  private readonly child: ChildProcess
  private latest: readonly ReaderSnapshot[] = []
  private look: () => void = () => undefined

  constructor(bed: FakeHidBed, dataDir: string, settings: ReaderSettings = {}) {
    const script = fileURLToPath(new URL('./engine-with-hid.ts', import.meta.url))
    const options = { env: bed.env(process.env), execArgv: ['--import', 'tsx'] }
    this.child = fork(script, [dataDir, JSON.stringify(settings)], options)
    this.child.on('message', (readers: readonly ReaderSnapshot[]) => {
      this.latest = readers
      this.look()
    })
  }

  /** Waits until its only reader is so. */
  async until(connection: Partial<ReaderConnection>): Promise<void> {
    const is = () => {
      const now = this.latest[0]?.connection
      return (
        now !== undefined &&
        Object.entries({ ...now, ...connection }).every(([key, value]) => Reflect.get(now, key) === value)
      )
    }
    while (!is()) {
      await new Promise<void>((resolve) => {
        this.look = resolve
      })
    }
  }

  order(kind: EngineOrder['kind']): void {
    this.child.send({ kind } satisfies EngineOrder)
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }
}

describe('the readers of an engine', () => {
  let bed: FakeHidBed
  let folder: ReturnType<typeof temporaryFolder>
  let engines: EngineProcess[]

  beforeEach(async () => {
    bed = await FakeHidBed.start()
    folder = temporaryFolder()
    engines = []
  })

  afterEach(async () => {
    for (const engine of engines) await engine.kill()
    await bed.close()
    folder.remove()
  })

  /** Each has a folder of its own. */
  const engine = (settings: ReaderSettings = {}) => {
    const dataDir = join(folder.path, String(engines.length))
    mkdirSync(dataDir)
    const started = new EngineProcess(bed, dataDir, settings)
    engines.push(started)
    return started
  }

  it('are in use by one program: the other says so, asks them nothing, and has them when the first is gone', async () => {
    const hf = await fakeRrhf(bed)
    const first = engine()
    await first.until({ kind: 'ready' })
    const second = engine()
    await second.until({ kind: 'blocked', why: 'busy' })
    expect(hf.device.openers).toBe(1)
    await first.kill()
    await second.until({ kind: 'ready' })
    expect(hf.device.openers).toBe(1)
  })

  it('whose checksums are wrong are refused for that, unless the site wants them all the same', async () => {
    const hf = await fakeRrhf(bed)
    hf.checksumIsWrong(true)
    const strict = engine()
    await strict.until({ kind: 'blocked', why: 'checksum' })
    await strict.kill()
    await engine({ rrhf: { checksum: 'lenient' } }).until({ kind: 'ready' })
  })

  it('are asked for tags where the site says so for this one, by its serial number', async () => {
    const asked = await fakeSwUhf(bed, { serial: 'SN1' })
    engine({ '1a86:e010:SN1': { workMode: 'answer' } })
    await new Promise<void>((resolve) => asked.device.onWrite(() => asked.inventories > 0 && resolve()))
  })

  it('speak in counted reports where the site says so', async () => {
    const bridged = await fakeSwUhf(bed, { countedReports: true })
    const plain = engine()
    await plain.until({ kind: 'blocked', why: 'error' })
    await plain.kill()
    await engine({ 'sw-uhf': { lengthPrefixedReports: true } }).until({ kind: 'ready' })
    expect(bridged.device.openers).toBe(1)
  })

  it('are opened anew when the computer wakes up, and when a handle turns out to be dead', async () => {
    const uhf = await fakeSwUhf(bed)
    const one = engine()
    await one.until({ kind: 'ready' })
    for (const notice of [() => one.order('resumed'), () => undefined]) {
      uhf.device.killHandles()
      const opened = new Promise<void>((resolve) => uhf.device.onOpened(resolve))
      notice()
      await opened
      await one.until({ kind: 'ready' })
      expect(uhf.device.openers).toBe(1)
    }
  })
})
