import { describe, expect, it } from 'vitest'
import { EnginePipe } from '../../../src/preload/engine-pipe'
import type { ToEngine } from '../../../src/shared/ipc/contract'

function piped() {
  const pipe = new EnginePipe()
  const sent: ToEngine[] = []
  return { pipe, sent, attach: () => pipe.attach((message) => sent.push(message)) }
}
const restarted = { ok: false, problem: { kind: 'failed', detail: 'engineRestarted' } }

describe('the way from the page to the engine', () => {
  it('holds requests until there is an engine, and keeps their order', async () => {
    const { pipe, sent, attach } = piped()
    const first = pipe.request('bench/get', undefined)
    void pipe.request('worklist/get', undefined)
    attach()
    expect(sent.map((message) => message.name)).toEqual(['bench/get', 'worklist/get'])
    pipe.take({ kind: 'answer', id: sent[0]?.id ?? 0, answer: { ok: true, value: 1 } })
    expect(await first).toEqual({ ok: true, value: 1 })
  })

  it('answers what a dead engine was asked, and asks the next one only what is new', async () => {
    const { pipe, sent, attach } = piped()
    attach()
    const lost = pipe.request('tagging/undo', undefined)
    pipe.moved('down')
    expect(await lost).toEqual(restarted)
    void pipe.request('bench/get', undefined)
    expect(sent).toHaveLength(1)
    attach()
    expect(sent.map((message) => message.name)).toEqual(['tagging/undo', 'bench/get'])
    pipe.take({ kind: 'answer', id: sent[0]?.id ?? 0, answer: { ok: true, value: null } })
  })

  it('answers what went into a port that another one replaced', async () => {
    const { pipe, attach } = piped()
    attach()
    const lost = pipe.request('tagging/undo', undefined)
    attach()
    expect(await lost).toEqual(restarted)
  })

  it('sends no name that the contract does not have', async () => {
    const { pipe, sent, attach } = piped()
    attach()
    expect(await pipe.request('constructor', undefined)).toEqual({
      ok: false,
      problem: { kind: 'invalid', field: 'name' },
    })
    expect(sent).toEqual([])
  })

  it('tells events to those who listen, until they stop', () => {
    const { pipe } = piped()
    const heard: unknown[] = []
    const stop = pipe.on('places/changed', (json) => heard.push(json))
    pipe.on('no/event', (json) => heard.push(json))()
    pipe.take({ kind: 'event', name: 'places/changed', json: 'null' })
    stop()
    pipe.take({ kind: 'event', name: 'places/changed', json: 'null' })
    expect(heard).toEqual(['null'])
  })

  it('says when the engine is gone and back', () => {
    const { pipe } = piped()
    const states: string[] = []
    const stop = pipe.onEngine((state) => states.push(state))
    pipe.moved('down')
    pipe.moved('up')
    stop()
    pipe.moved('down')
    expect(states).toEqual(['down', 'up'])
  })
})
