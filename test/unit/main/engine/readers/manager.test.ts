import { beforeEach, describe, expect, it } from 'vitest'
import type { FieldEvent } from '../../../../../src/main/engine/readers/field-state'
import { ReaderManager, type ReaderManagerOptions } from '../../../../../src/main/engine/readers/manager'
import { readerModels } from '../../../../../src/main/engine/readers/models'
import type { HidDeviceInfo } from '../../../../../src/main/engine/readers/reader'
import type { ReaderSnapshot } from '../../../../../src/shared/model/reader'
import { FakeTime } from './support/fake-time'
import { padded, swPushOf, swUhfIo } from './support/frames'
import { ScriptedIo, ScriptedPort } from './support/scripted-hid'

const epcA = 'AA00000000000000000000AA'
const epcB = 'BB00000000000000000000BB'

const uhf = (overrides: Partial<HidDeviceInfo> = {}): HidDeviceInfo => ({
  path: '/dev/hidraw0',
  vendorId: 0x1a86,
  productId: 0xe010,
  usagePage: 0xff00,
  usage: 1,
  port: '1-1',
  ...overrides,
})

const inWords = (event: FieldEvent) =>
  event.kind === 'arrived' ? `arrived ${event.sighting.tag}` : event.kind === 'left' ? `left ${event.tag}` : event.kind

describe('the reader manager', () => {
  let time: FakeTime
  let port: ScriptedPort
  let log: string[]
  let states: string[]

  beforeEach(() => {
    time = new FakeTime()
    port = new ScriptedPort()
    port.makeIo = swUhfIo
    log = []
    states = []
  })

  const managerWith = (overrides: Partial<ReaderManagerOptions> = {}) =>
    new ReaderManager({
      hid: [port],
      models: readerModels,
      clock: time,
      timers: time,
      showUdevRule: true,
      onRead: (read) => log.push(`journal ${read.sightings.map(({ tag }) => tag).join(' ') || read.malformed?.reason}`),
      onField: (_id, event) => log.push(inWords(event)),
      onChange: (readers) => states.push(readers.map(({ connection }) => connection.kind).join(' ')),
      onFault: (fault) => log.push(`fault ${fault.kind}`),
      ...overrides,
    })

  const started = async (overrides: Partial<ReaderManagerOptions> = {}) => {
    const manager = managerWith(overrides)
    await manager.start()
    await time.advance(0)
    return manager
  }

  const read = (...epcs: string[]) => port.io('/dev/hidraw0').input(padded(swPushOf(...epcs)))
  const only = (readers: readonly ReaderSnapshot[]) => {
    expect(readers).toHaveLength(1)
    return readers[0]
  }

  it('opens what is plugged in, and what is plugged in later', async () => {
    const manager = await started()
    expect(manager.readers()).toEqual([])
    port.plug(uhf())
    await time.advance(1000)
    expect(states).toEqual(['opening', 'ready'])
    expect(only(manager.readers())).toMatchObject({ seat: '1-1', serial: 'C3DD938E170123', firmware: '1.4' })
  })

  it('journals each read that changes the field before telling it, and folds repeats', async () => {
    port.plug(uhf())
    await started()
    read(epcA)
    read(epcA)
    read(epcA)
    await time.advance(1500)
    expect(log).toEqual([`journal ${epcA}`, `arrived ${epcA}`, `left ${epcA}`])
  })

  it('does not tell what could not be journaled, and tries again with the next repeat', async () => {
    port.plug(uhf())
    let isDiskFull = true
    await started({
      onRead: () => {
        if (isDiskFull) throw new Error('disk full')
        log.push('journal')
      },
    })
    read(epcA)
    expect(log).toEqual(['fault notTaken'])
    isDiskFull = false
    read(epcA)
    expect(log).toEqual(['fault notTaken', 'journal', `arrived ${epcA}`])
  })

  it('keeps a tag that lay on the reader while it was being opened', async () => {
    port.plug(uhf())
    port.makeIo = () => {
      const io = swUhfIo()
      const { answer } = io
      io.answer = (report) => [padded(swPushOf(epcA)), ...answer(report)]
      return io
    }
    await started()
    expect(log).toEqual([`journal ${epcA}`, `arrived ${epcA}`])
  })

  it.each(['lose', 'silently'] as const)('reconnects after unplugging (%s) with a tag in the field', async (how) => {
    port.plug(uhf())
    const manager = await started()
    const id = only(manager.readers())?.id
    read(epcA)
    port.unplug('/dev/hidraw0', how)
    await time.advance(1100)
    expect(log).toEqual([`journal ${epcA}`, `arrived ${epcA}`, `left ${epcA}`])
    expect(only(manager.readers())?.connection).toMatchObject({ kind: 'reconnecting' })
    port.plug(uhf({ path: '/dev/hidraw7' }))
    await time.advance(1000)
    expect(only(manager.readers())).toMatchObject({ id, connection: { kind: 'ready' } })
  })

  it('looks for a lost reader at once, then ever more seldom, and calls it absent after a minute', async () => {
    port.plug(uhf())
    const manager = await started()
    port.unplug('/dev/hidraw0')
    expect(only(manager.readers())?.connection).toEqual({ kind: 'reconnecting', sinceMs: time.wallMs(), attempt: 1 })
    await time.advance(100)
    expect(only(manager.readers())?.connection).toMatchObject({ attempt: 2 })
    await time.advance(200)
    expect(only(manager.readers())?.connection).toMatchObject({ attempt: 3 })
    await time.advance(61_000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'absent' })
  })

  it('shows the exact rule where permission is missing, and opens once it is given', async () => {
    port.plug(uhf())
    port.problem = { kind: 'permission' }
    const manager = await started()
    const rule = 'KERNEL=="hidraw*", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="e010", TAG+="uaccess"'
    expect(only(manager.readers())?.connection).toEqual({ kind: 'blocked', why: 'permission', rule })
    port.problem = undefined
    await time.advance(1000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready' })
  })

  it('shows no rule where none would help', async () => {
    port.plug(uhf())
    port.problem = { kind: 'permission' }
    const manager = await started({ showUdevRule: false })
    expect(only(manager.readers())?.connection).toEqual({ kind: 'blocked', why: 'permission' })
  })

  it('blocks a device with the same ids that is no reader of the model, and forgets it when unplugged', async () => {
    port.plug(uhf())
    port.makeIo = () => new ScriptedIo()
    const manager = await started()
    await time.advance(3000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'blocked', why: 'error' })
    expect(port.opened.every(({ io }, index) => io.isClosed || index === port.opened.length - 1)).toBe(true)
    port.unplug('/dev/hidraw0', 'silently')
    await time.advance(6000)
    expect(manager.readers()).toEqual([])
  })

  it('keeps two identical readers two, also while one is away', async () => {
    port.plug(uhf({ serial: 'X' }), uhf({ path: '/dev/hidraw1', port: '1-2', serial: 'X' }))
    const manager = await started()
    expect(manager.readers().map(({ seat }) => seat)).toEqual(['1-1', '1-2'])
    port.unplug('/dev/hidraw1')
    await time.advance(500)
    port.plug(uhf({ path: '/dev/hidraw1', port: '1-2', serial: 'X' }))
    await time.advance(1000)
    expect(manager.readers().map(({ seat, connection }) => [seat, connection.kind])).toEqual([
      ['1-1', 'ready'],
      ['1-2', 'ready'],
    ])
    read(epcA)
    port.io('/dev/hidraw1').input(padded(swPushOf(epcB)))
    expect(log.filter((line) => line.startsWith('arrived'))).toEqual([`arrived ${epcA}`, `arrived ${epcB}`])
  })

  it('keeps its readers when the list fails', async () => {
    port.plug(uhf())
    const manager = await started()
    port.listFails = true
    await time.advance(1000)
    expect(log).toEqual(['fault listFailed'])
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready' })
  })

  it('tells an unreadable report', async () => {
    port.plug(uhf())
    await started()
    port.io('/dev/hidraw0').input(Uint8Array.of(0xde, 0xad))
    expect(log).toEqual(['journal noise', 'malformed'])
  })

  it('opens every reader anew when the computer wakes up, also one whose handle says nothing of it', async () => {
    port.plug(uhf())
    const manager = await started()
    const old = port.io('/dev/hidraw0')
    states = []
    manager.reopen()
    await time.advance(1000)
    expect(states).toEqual(['reconnecting', 'ready'])
    expect([old.isClosed, port.opened.length]).toEqual([true, 2])
    read(epcA)
    expect(log).toEqual([`journal ${epcA}`, `arrived ${epcA}`])
  })

  it('opens anew what was being opened when the computer went to sleep', async () => {
    port.plug(uhf())
    const silent = new ScriptedIo()
    port.makeIo = () => (port.opened.length === 0 ? silent : swUhfIo())
    const manager = await started()
    manager.reopen()
    silent.answer = () => [padded(swPushOf(epcA))]
    await time.advance(2000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready' })
    expect([silent.isClosed, port.opened.length]).toEqual([true, 2])
  })

  it('opens a device only when its old handle is closed', async () => {
    port.plug(uhf())
    const manager = await started()
    let closed: () => void = () => undefined
    port.io('/dev/hidraw0').close = () => new Promise((resolve) => (closed = resolve))
    manager.reopen()
    await time.advance(3000)
    expect(port.opened).toHaveLength(1)
    closed()
    await time.advance(100)
    expect(port.opened).toHaveLength(2)
  })

  it('does not call a mute reader ready, and finds it again once it answers', async () => {
    port.plug(uhf())
    const manager = await started()
    port.makeIo = () => new ScriptedIo()
    port.io('/dev/hidraw0').answer = () => []
    await time.advance(6000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'blocked', why: 'error' })
    port.makeIo = swUhfIo
    await time.advance(6000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready' })
  })

  it('opens a reader that falls silent again and again ever more seldom', async () => {
    port.plug(uhf())
    const manager = await started()
    // Recognised each time, and mute from then on.
    port.makeIo = () => {
      const io = swUhfIo()
      const { answer } = io
      io.answer = (report) => (io.writes.length > 1 ? [] : answer(report))
      return io
    }
    port.io('/dev/hidraw0').answer = () => []
    await time.advance(120_000)
    expect(port.opened.length).toBeLessThan(25)
    port.makeIo = swUhfIo
    await time.advance(80_000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready' })
  })

  it('says since when nothing came from a reader that can not be asked, and no longer once something comes', async () => {
    port.plug(uhf())
    port.makeIo = () => {
      const io = new ScriptedIo()
      io.answer = () => (io.writes.length > 1 ? [] : [padded(swPushOf(epcA))])
      return io
    }
    const manager = await started()
    const sinceMs = time.wallMs()
    await time.advance(59_000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready' })
    await time.advance(2000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready', quietSinceMs: sinceMs })
    const told = states.length
    await time.advance(60_000)
    expect(states).toHaveLength(told)
    read(epcB)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready' })
  })

  it('says that another program has the reader, writes nothing to it, and takes it when that ends', async () => {
    port.plug(uhf())
    port.problem = { kind: 'busy' }
    const manager = await started()
    await time.advance(10_000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'blocked', why: 'busy' })
    expect(port.opened).toEqual([])
    port.problem = undefined
    await time.advance(6000)
    expect(only(manager.readers())?.connection).toEqual({ kind: 'ready' })
  })

  it('gives each reader the options of its device', async () => {
    port.plug(uhf({ serial: 'SN1' }))
    await started({
      optionsFor: (model, device) => (model === 'sw-uhf' && device.serial === 'SN1' ? { workMode: 'answer' } : {}),
    })
    await time.advance(1000)
    expect(port.io('/dev/hidraw0').writes.some((report) => report[6] === 0x01)).toBe(true)
  })

  it('closes everything when it stops, also a reader that is being opened, and leaves no timer', async () => {
    port.plug(uhf(), uhf({ path: '/dev/hidraw1', port: '1-2' }))
    const silent = new ScriptedIo()
    port.makeIo = (path) => (path === '/dev/hidraw1' ? silent : swUhfIo())
    const manager = await started()
    read(epcA)
    const stopping = manager.stop()
    await time.advance(1000)
    await stopping
    expect(port.opened.map(({ io }) => io.isClosed)).toEqual([true, true])
    expect(time.pending).toBe(0)
    const before = [...log, ...states]
    read(epcB)
    await time.advance(5000)
    expect([...log, ...states]).toEqual(before)
  })
})
