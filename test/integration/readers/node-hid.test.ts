import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReaderId, ReaderSnapshot } from '../../../src/shared/model/reader'
import { FakeHidBed, fakeRrhf, fakeSwUhf } from '../../support/fakehid'
import type { ReaderOrder, ReaderReport } from './reader-process'

const epcA = 'E20020675516027012709200'
const epcB = 'E20020756010018625101600'
const uid = 'E004015012345678'

class ReaderProcess {
  readonly reports: ReaderReport[] = []
  private readonly child: ChildProcess
  private readonly waiting = new Set<() => void>()

  constructor(bed: FakeHidBed) {
    const script = fileURLToPath(new URL('./reader-process.ts', import.meta.url))
    this.child = fork(script, { env: bed.env(process.env), execArgv: ['--import', 'tsx'] })
    this.child.on('message', (report: ReaderReport) => {
      this.reports.push(report)
      for (const look of [...this.waiting]) look()
    })
  }

  /** The first report from number `from` on that `find` makes something of. */
  until<Found>(find: (report: ReaderReport) => Found | undefined, from = 0): Promise<Found> {
    return new Promise((resolve) => {
      let next = from
      const look = () => {
        for (; next < this.reports.length; next++) {
          const report = this.reports[next]
          const found = report && find(report)
          if (found === undefined) continue
          this.waiting.delete(look)
          resolve(found)
          return
        }
      }
      this.waiting.add(look)
      look()
    })
  }

  connection(model: string, kind: ReaderSnapshot['connection']['kind'], from = 0): Promise<ReaderSnapshot> {
    return this.until((report) => {
      if (report.kind !== 'readers') return undefined
      return report.readers.find((reader) => reader.model === model && reader.connection.kind === kind)
    }, from)
  }

  arrived(tag: string, from = 0): Promise<ReaderId> {
    return this.until((report) => {
      const isIt = report.kind === 'field' && report.event.kind === 'arrived' && report.event.sighting.tag === tag
      return isIt ? report.id : undefined
    }, from)
  }

  order(order: ReaderOrder): void {
    this.child.send(order)
  }

  async exited(): Promise<number | null> {
    const [code] = await once(this.child, 'exit')
    return code
  }

  kill(): void {
    this.child.kill('SIGKILL')
  }
}

describe('readers over node-hid', () => {
  let bed: FakeHidBed
  let reader: ReaderProcess | undefined

  beforeEach(async () => {
    bed = await FakeHidBed.start()
  })

  afterEach(async () => {
    reader?.kill()
    reader = undefined
    await bed.close()
  })

  it('reads a tag, journals it first, and survives unplugging and replugging', async () => {
    const uhf = await fakeSwUhf(bed)
    reader = new ReaderProcess(bed)
    const ready = await reader.connection('sw-uhf', 'ready')
    expect(ready).toMatchObject({ seat: '1-1', serial: 'C3DD938E170123', firmware: '1.4', simulated: false })

    uhf.present({ epc: epcA, rssi: 0x49 })
    await reader.arrived(epcA)
    const [first, second] = reader.reports.filter((report) => report.kind !== 'readers')
    expect(first).toMatchObject({
      kind: 'read',
      read: { serial: 'C3DD938E170123', sightings: [{ tag: epcA, rssi: 0x49 }] },
    })
    expect(second).toMatchObject({ kind: 'field', event: { kind: 'arrived' } })

    const beforeUnplug = reader.reports.length
    uhf.unplug()
    await reader.connection('sw-uhf', 'reconnecting', beforeUnplug)
    const left = reader.reports.slice(beforeUnplug).find((report) => report.kind === 'field')
    expect(left).toMatchObject({ event: { kind: 'left', tag: epcA, why: 'readerLost' } })

    const beforeReplug = reader.reports.length
    await uhf.replug()
    const again = await reader.connection('sw-uhf', 'ready', beforeReplug)
    expect(again.id).toBe(ready.id)
    // Whether another tag is another vial, only a gap tells: what lay there is told again.
    uhf.present({ epc: epcA })
    await expect(reader.arrived(epcA, beforeReplug)).resolves.toBe(ready.id)
  })

  it('keeps two identical readers apart', async () => {
    const [left, right] = [await fakeSwUhf(bed), await fakeSwUhf(bed, { frameSerial: 'C4DD938E170124' })]
    reader = new ReaderProcess(bed)
    await reader.until((report) =>
      report.kind === 'readers' && report.readers.filter(({ connection }) => connection.kind === 'ready').length === 2
        ? true
        : undefined,
    )
    left.present({ epc: epcA })
    right.present({ epc: epcB })
    const [leftId, rightId] = await Promise.all([reader.arrived(epcA), reader.arrived(epcB)])
    expect(leftId).not.toBe(rightId)
  })

  it('asks a polled reader, shows several tags, and lets it beep', async () => {
    const hf = await fakeRrhf(bed)
    reader = new ReaderProcess(bed)
    const ready = await reader.connection('rrhf', 'ready')
    expect(ready.serial).toBe('0A0B0C')
    hf.setField([{ uid, scheme: 'iso15693' }])
    await reader.arrived(uid)
    const before = reader.reports.length
    hf.setField([
      { uid, scheme: 'iso15693' },
      { uid: '04A1B2C3D4E5F6', scheme: 'iso14443' },
    ])
    const several = await reader.until(
      (report) => (report.kind === 'field' && report.event.kind === 'several' ? report.event : undefined),
      before,
    )
    expect(several.sightings.map((sighting) => sighting.tag)).toEqual([uid, '04A1B2C3D4E5F6'])
    const beeped = new Promise<void>((resolve) => {
      hf.device.onWrite(() => hf.beeps > 0 && resolve())
    })
    reader.order({ kind: 'signal', id: ready.id })
    await beeped
  })

  it('tells an unreadable report and reads on', async () => {
    const uhf = await fakeSwUhf(bed)
    reader = new ReaderProcess(bed)
    await reader.connection('sw-uhf', 'ready')
    uhf.garbage()
    await reader.until((report) =>
      report.kind === 'field' && report.event.kind === 'malformed' ? report.event.malformed : undefined,
    )
    uhf.partial(20, { epc: epcB })
    uhf.present({ epc: epcA })
    await reader.arrived(epcA)
  })

  it('ends when it is stopped with a reader open', async () => {
    await fakeSwUhf(bed)
    reader = new ReaderProcess(bed)
    await reader.connection('sw-uhf', 'ready')
    reader.order({ kind: 'stop' })
    await expect(reader.exited()).resolves.toBe(0)
  })
})
