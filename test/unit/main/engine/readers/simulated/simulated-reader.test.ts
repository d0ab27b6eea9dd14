import { beforeEach, describe, expect, it } from 'vitest'
import type { FieldEvent } from '../../../../../../src/main/engine/readers/field-state'
import { ReaderManager } from '../../../../../../src/main/engine/readers/manager'
import { simulatedModel } from '../../../../../../src/main/engine/readers/simulated/model'
import { SimulatedReader } from '../../../../../../src/main/engine/readers/simulated/simulated-reader'
import { tagOf } from '../../../../../support/builders/procedure'
import { FakeTime } from '../support/fake-time'

const a = { tag: tagOf('AA01') }
const b = { tag: tagOf('E0BB020304050607'), scheme: 'iso15693' as const, rssi: -40 }

describe('the simulated reader, through the manager', () => {
  let time: FakeTime
  let reader: SimulatedReader
  let manager: ReaderManager
  let events: FieldEvent[]

  beforeEach(async () => {
    time = new FakeTime()
    reader = new SimulatedReader(time)
    events = []
    manager = new ReaderManager({
      hid: [reader.port],
      models: [simulatedModel],
      clock: time,
      timers: time,
      showUdevRule: false,
      onRead: () => undefined,
      onField: (_id, event) => events.push(event),
      onChange: () => undefined,
    })
    await manager.start()
    await time.advance(0)
  })

  const kinds = () => events.map(({ kind }) => kind)

  it('is ready, and says that it is simulated', () => {
    expect(manager.readers()).toMatchObject([{ simulated: true, connection: { kind: 'ready' } }])
  })

  it('changes vials as fast as it is told, for it can say that nothing lies there', async () => {
    reader.present([a])
    reader.remove()
    reader.present([b])
    expect(events).toMatchObject([
      { kind: 'arrived', sighting: { tag: 'AA01', scheme: 'epc' } },
      { kind: 'left', tag: 'AA01', why: 'unseen' },
      { kind: 'arrived', sighting: b },
    ])
  })

  it('shows several, and the one that remains after 300 ms', async () => {
    reader.present([a, b])
    reader.present([a])
    await time.advance(300)
    expect(kinds()).toEqual(['several', 'single-again', 'arrived'])
  })

  it('lets a tag leave at once when it is taken away', async () => {
    reader.present([a])
    await time.advance(5000)
    expect(kinds()).toEqual(['arrived'])
    reader.remove()
    expect(kinds()).toEqual(['arrived', 'left'])
    await time.advance(5000)
    expect(kinds()).toEqual(['arrived', 'left'])
  })

  it('is clear at once when several are taken away', () => {
    reader.present([a, b])
    reader.remove()
    expect(kinds()).toEqual(['several', 'cleared'])
  })

  it('tells an empty field once, however often it is said', async () => {
    reader.presentRaw(Uint8Array.of(1, 2, 3))
    reader.remove()
    reader.remove()
    await time.advance(5000)
    expect(kinds()).toEqual(['malformed', 'quiet'])
  })

  it('has nothing unreadable on it when it is plugged in again', async () => {
    reader.presentRaw(Uint8Array.of(1, 2, 3))
    reader.unplug()
    expect(kinds()).toEqual(['malformed', 'quiet'])
    reader.plug()
    await time.advance(5000)
    expect(kinds()).toEqual(['malformed', 'quiet'])
  })

  it('is quiet when nothing came after an unreadable report', async () => {
    reader.presentRaw(Uint8Array.of(1, 2, 3))
    await time.advance(1499)
    expect(kinds()).toEqual(['malformed'])
    await time.advance(1)
    expect(kinds()).toEqual(['malformed', 'quiet'])
    expect(manager.readers()[0]?.connection.kind).toBe('ready')
  })

  it('is unreadable when it is told to be', () => {
    reader.presentRaw(Uint8Array.of(1, 2, 3))
    expect(kinds()).toEqual(['malformed'])
  })

  it('is back at once when it is plugged in again, with what lies on it', async () => {
    reader.present([a])
    reader.unplug()
    await time.advance(50)
    expect(manager.readers()[0]?.connection.kind).toBe('reconnecting')
    reader.plug()
    await time.advance(100)
    expect(manager.readers()[0]?.connection.kind).toBe('ready')
    expect(kinds()).toEqual(['arrived', 'left', 'arrived'])
  })

  it('hears its cues', () => {
    const heard: string[] = []
    reader.onSignal((cue) => heard.push(cue))
    const [snapshot] = manager.readers()
    if (snapshot) manager.signal(snapshot.id, 'refused')
    expect(heard).toEqual(['refused'])
  })

  it('leaves no timer behind when it is stopped', async () => {
    reader.present([a])
    await manager.stop()
    expect(time.pending).toBe(0)
  })
})
