import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answerSome, answerWith, type EngineHost, engineHost } from '../../../../../src/main/engine/ipc/host'
import { enginePort } from '../../../../../src/main/engine/ipc/port'
import type { Handlers } from '../../../../../src/main/engine/ipc/room'
import type { FromEngine } from '../../../../../src/shared/ipc/contract'
import { requestNames } from '../../../../../src/shared/ipc/names'
import { ok, refused } from '../../../../../src/shared/result'
import { aWorklist } from '../../../../support/builders/snapshots'

const asked: unknown[] = []
const handled: Partial<Handlers> = {
  'tagging/undo': () => ok(null),
  'procedure/cancel': (input) => {
    asked.push(input)
    throw new Error('a bug')
  },
  'simulator/present': (input) => {
    asked.push(input)
    return ok(null)
  },
}
const handlers = new Proxy(handled, {}) as Handlers

function connected(host: EngineHost): { readonly port: MessagePort; next(): Promise<FromEngine> } {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port2.close())
  host.connect(enginePort(port1, (message) => message))
  const waiting: ((message: FromEngine) => void)[] = []
  const held: FromEngine[] = []
  port2.on('message', (message: FromEngine) => {
    const take = waiting.shift()
    if (take === undefined) held.push(message)
    else take(message)
  })
  return {
    port: port2,
    next: () => {
      const message = held.shift()
      return message === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(message)
    },
  }
}

async function answerTo(message: unknown) {
  const reported: unknown[] = []
  const { port, next } = connected(engineHost(answerWith(handlers), (error) => reported.push(error)))
  port.postMessage(message)
  return { answer: await next(), reported }
}

describe('a request over the port', () => {
  it('that comes when the engine has ended reaches no handler', async () => {
    const reached: string[] = []
    let say: (message: unknown) => void = () => undefined
    const host = engineHost(
      (name) => {
        reached.push(name)
        return ok(null)
      },
      () => undefined,
    )
    host.connect({
      post: () => undefined,
      onMessage: (take) => {
        say = take
      },
      onClose: () => undefined,
      close: () => undefined,
    })
    say({ id: 1, name: 'tagging/undo', input: undefined })
    host.close()
    say({ id: 2, name: 'tagging/undo', input: undefined })
    expect(reached).toEqual(['tagging/undo'])
  })

  it('is answered with its own number', async () => {
    const { answer } = await answerTo({ id: 7, name: 'tagging/undo', input: undefined })
    expect(answer).toEqual({ kind: 'answer', id: 7, answer: { ok: true, value: null } })
  })

  it.each(['tagging/unknown', 'toString', '__proto__', 'constructor', ''])('named "%s" is refused', async (name) => {
    const { answer } = await answerTo({ id: 1, name, input: undefined })
    expect(answer).toMatchObject({ answer: { ok: false, problem: { kind: 'invalid', field: 'name' } } })
  })

  it.each([
    ['a wrong type', { procedureId: '12', reason: 'x' }, 'procedureId'],
    ['a missing field', { procedureId: 12 }, 'reason'],
    ['a field too many', { procedureId: 12, reason: 'x', extra: 1 }, 'input'],
    ['no object', 'x', 'input'],
  ])('with %s does not reach its handler', async (_name, input, field) => {
    asked.length = 0
    const { answer } = await answerTo({ id: 1, name: 'procedure/cancel', input })
    expect(answer).toMatchObject({ answer: { problem: { kind: 'invalid', field } } })
    expect(asked).toEqual([])
  })

  it('reaches its handler parsed', async () => {
    await answerTo({ id: 1, name: 'simulator/present', input: { tags: [' e2801160 '] } })
    expect(asked.at(-1)).toEqual({ tags: ['e2801160'] })
  })

  it('that is larger than any input of the contract is not even parsed', async () => {
    const { answer } = await answerTo({ id: 1, name: 'procedure/cancel', input: { reason: 'x'.repeat(70_000) } })
    expect(answer).toMatchObject({ answer: { problem: { kind: 'invalid', field: 'size' } } })
  })

  it('that is a circle is refused', async () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    const { answer } = await answerTo({ id: 1, name: 'procedure/cancel', input: circle })
    expect(answer).toMatchObject({ answer: { problem: { kind: 'invalid', field: 'size' } } })
  })

  it('whose handler has a bug is answered as failed, and the bug is reported', async () => {
    const { answer, reported } = await answerTo({
      id: 1,
      name: 'procedure/cancel',
      input: { procedureId: 1, reason: 'x' },
    })
    expect(answer).toMatchObject({ answer: { ok: false, problem: { kind: 'failed', detail: 'a bug' } } })
    expect(reported).toHaveLength(1)
  })

  it.each([[null], [1], [{}], [{ id: 'x', name: 'bench/get' }], [{ id: 1.5, name: 'bench/get' }]])(
    'that is none (%j) is passed over',
    async (message) => {
      const reported: unknown[] = []
      const { port, next } = connected(engineHost(answerWith(handlers), (error) => reported.push(error)))
      port.postMessage(message)
      port.postMessage({ id: 2, name: 'tagging/undo' })
      expect(await next()).toMatchObject({ id: 2 })
      expect(reported).toHaveLength(1)
    },
  )
})

describe('while the parsers are loaded', () => {
  const table: Partial<Handlers> = {
    'simulator/present': () => ok(null),
    'worklist/get': () => ok(aWorklist()),
    'tagging/undo': () => ok(null),
  }
  const loading = () => {
    const begun: string[] = []
    return { begun, answer: answerWith(new Proxy(table, {}) as Handlers, () => begun.push('parsers')) }
  }

  it('what draws the first screen is answered without them', () => {
    const { begun, answer } = loading()
    expect(answer('worklist/get', undefined)).toEqual(ok(aWorklist()))
    expect(begun).toEqual([])
  })

  it('an input where none belongs is refused all the same', async () => {
    const { answer } = loading()
    expect(await answer('worklist/get', { all: true })).toMatchObject({ ok: false, problem: { kind: 'invalid' } })
  })

  it('nothing overtakes a request that waits for them', async () => {
    const { begun, answer } = loading()
    const done: string[] = []
    const names = ['simulator/present', 'worklist/get', 'tagging/undo'] as const
    await Promise.all(
      names.map(async (name) => {
        await answer(name, name === 'simulator/present' ? { tags: ['E2801160'] } : undefined)
        done.push(name)
      }),
    )
    expect(done).toEqual(names)
    expect(begun).toEqual(['parsers'])
  })
})

it('of an engine that can do only some of it is parsed and answered, and every other is refused', async () => {
  const refusal = { kind: 'storeProblem', why: 'damaged', detail: '' } as const
  const answer = answerSome(
    { 'simulator/present': ({ tags }) => refused({ kind: 'failed', detail: tags[0] ?? '' }) },
    refusal,
  )
  expect(await answer('simulator/present', { tags: ['E2801160'] })).toEqual(
    refused({ kind: 'failed', detail: 'E2801160' }),
  )
  expect(await answer('simulator/present', { tags: [] })).toEqual(refused({ kind: 'invalid', field: 'tags' }))
  expect(await answer('bench/get', undefined)).toEqual(refused(refusal))
})

describe('an event', () => {
  it('goes to every page that listens, and no longer to one that has gone', async () => {
    const host = engineHost(answerWith(handlers), () => undefined)
    const [first, second] = [connected(host), connected(host)]
    host.publish('places/changed', null)
    const event = { kind: 'event', name: 'places/changed', json: 'null' }
    expect(await first.next()).toEqual(event)
    expect(await second.next()).toEqual(event)
    first.port.close()
    host.publish('places/changed', null)
    expect(await second.next()).toEqual(event)
    host.close()
  })
})

it('names every request of the contract once', () => {
  expect(Object.keys(requestNames).every((name) => /^[a-z]+\/[a-zA-Z]+$/.test(name))).toBe(true)
})
