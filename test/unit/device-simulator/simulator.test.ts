// The simulator against a central made of a few lines: time is the test's, so that hours pass at once.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { HttpRequest } from '../../../src/device-simulator/ports'
import { type Simulator, startSimulator } from '../../../src/device-simulator/simulator'
import type { Procedure } from '../../../src/shared/model/procedure'
import { procedure, ready } from '../../support/builders/procedure-events'

afterEach(() => {
  vi.useRealTimers()
})

interface FakeCentral {
  readonly calls: { readonly path: string; readonly body: unknown }[]
  down: boolean
  queue: Procedure[]
}

const tank = {
  id: 1,
  name: 'A',
  capacity: 300,
  canisters: [],
  deviceName: 'Arm',
  level: { at: '2024-01-15T10:00:00.000Z', percent: 70 },
  version: 1,
}

const digest = 'a'.repeat(64)

const refilling = (id: number, percent: number) =>
  procedure('REFILL', 'IN_PROGRESS', {
    refill: {
      ...procedure('REFILL', 'IN_PROGRESS').refill,
      levelBefore: percent,
      levelNow: percent,
    } as Procedure['refill'],
    id: id as Procedure['id'],
  })

function simulate(options: {
  failRate?: number
  refills?: boolean
  random?: number
  queue?: Procedure[]
  speed?: number
  /** Central is from before digests were handed over. */
  older?: boolean
}) {
  vi.useFakeTimers()
  const central: FakeCentral = { calls: [], down: false, queue: options.queue ?? [] }
  const answer = (path: string, body: unknown): object => {
    if (path === '/work') {
      const given = Object.fromEntries(central.queue.map(({ id }) => [id, digest]))
      return { procedures: central.queue, tanks: [tank], ...(options.older ? {} : { given }) }
    }
    if (path === '/refills') return { ...refilling(99, 70), ...(options.older ? {} : { given: digest }) }
    const [, id, step] = /^\/procedures\/(\d+)\/(\w+)$/.exec(path) ?? []
    if (step === 'complete' || step === 'fail') central.queue = central.queue.filter((each) => String(each.id) !== id)
    const known = central.queue.find((each) => String(each.id) === id) ?? procedure('STORE', 'COMPLETED')
    if (step === 'start') {
      central.queue = central.queue.map((each) =>
        each === known ? procedure('STORE', 'IN_PROGRESS', { id: each.id }) : each,
      )
    }
    return { ...known, body }
  }
  const fetch = async (url: string, request: HttpRequest) => {
    if (central.down) throw new Error('connection refused')
    const path = new URL(url).pathname.replace('/api/v1/device', '')
    const body = request.body === undefined ? undefined : JSON.parse(request.body)
    central.calls.push({ path, body })
    const text = JSON.stringify(answer(path, body))
    return { status: 200, text: async () => text }
  }
  const simulator = startSimulator(
    {
      url: 'http://central',
      token: 't',
      speed: options.speed ?? 1,
      failRate: options.failRate ?? 0,
      refills: options.refills ?? false,
    },
    {
      clock: { wallMs: () => Date.now(), monotonicMs: () => Date.now() },
      timers: {
        after(delayMs, run) {
          const timer = setTimeout(run, delayMs)
          return () => clearTimeout(timer)
        },
      },
      random: { next: () => options.random ?? 0.5 },
      fetch,
      log: () => {},
    },
  )
  return { central, simulator }
}

const stepsOf = (central: FakeCentral) => central.calls.filter((call) => call.path.startsWith('/procedures'))
const pathsOf = (central: FakeCentral) => stepsOf(central).map((call) => call.path.split('/').at(-1))

async function ended(simulator: Simulator) {
  const stopped = simulator.stop()
  await vi.advanceTimersByTimeAsync(0)
  await stopped
}

describe('procedures', () => {
  test('are started, carried out vial by vial at a device’s pace, and completed', async () => {
    const { central, simulator } = simulate({ queue: [procedure('STORE', 'CREATED')] })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(pathsOf(central)).toEqual(['start'])
    await vi.advanceTimersByTimeAsync(15_000)
    expect(pathsOf(central)).toEqual(['start'])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(pathsOf(central)).toEqual(['start', 'outcomes'])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(pathsOf(central)).toEqual(['start', 'outcomes', 'outcomes', 'complete'])
    await ended(simulator)
  })

  test('fail with a reason, and an outcome for every vial', async () => {
    const { central, simulator } = simulate({ queue: [procedure('STORE', 'CREATED')], failRate: 1, random: 0.9 })
    await vi.advanceTimersByTimeAsync(120_000)
    const outcomes = stepsOf(central).flatMap(({ body }) =>
      typeof body === 'object' && body !== null && 'outcome' in body ? [body.outcome] : [],
    )
    expect(outcomes).toEqual(['notDone', 'notDone'])
    expect(stepsOf(central).at(-1)).toMatchObject({
      path: '/procedures/7/fail',
      body: { reason: expect.stringMatching(/\w/) },
    })
    await ended(simulator)
  })

  test('that were in progress before a restart are gone on with, without a second start', async () => {
    const vials = [{ ...ready(1), outcome: 'done' } as const, ready(2)]
    const { central, simulator } = simulate({ queue: [procedure('RETRIEVAL', 'IN_PROGRESS', { vials })] })
    await vi.advanceTimersByTimeAsync(40_000)
    expect(pathsOf(central)).toEqual(['outcomes', 'complete'])
    await ended(simulator)
  })

  test('wait while central is away, and lose no step', async () => {
    const { central, simulator } = simulate({ queue: [procedure('STORE', 'CREATED')] })
    await vi.advanceTimersByTimeAsync(1_000)
    central.down = true
    await vi.advanceTimersByTimeAsync(600_000)
    central.down = false
    await vi.advanceTimersByTimeAsync(120_000)
    expect(pathsOf(central)).toEqual(['start', 'outcomes', 'outcomes', 'complete'])
    await ended(simulator)
  })
})

describe('what a report is about', () => {
  const givenIn = (central: FakeCentral) =>
    stepsOf(central).map(({ body }) => z.looseObject({ given: z.unknown() }).parse(body).given)

  test('is brought back with every step, and names the vial that it is about', async () => {
    const { central, simulator } = simulate({ queue: [procedure('STORE', 'CREATED')] })
    await vi.advanceTimersByTimeAsync(120_000)
    const whole = { digest, type: 'STORE', subjectCode: expect.any(String), createdAt: expect.any(String), vials: [] }
    const { containerId, name, tag, place } = ready(1)
    expect(givenIn(central)).toEqual([
      whole,
      { ...whole, vials: [{ containerId, name, tag, place }] },
      { ...whole, vials: [expect.objectContaining({ name: ready(2).name })] },
      whole,
    ])
    await ended(simulator)
  })

  test('is brought back of a refill', async () => {
    const { central, simulator } = simulate({ refills: true, speed: 20 })
    await vi.advanceTimersByTimeAsync(180_000)
    expect(givenIn(central)).not.toHaveLength(0)
    expect(givenIn(central)).toEqual(givenIn(central).map(() => expect.objectContaining({ digest, type: 'REFILL' })))
    await ended(simulator)
  })

  test('is not told to a central that hands over no digests', async () => {
    const { central, simulator } = simulate({ queue: [procedure('STORE', 'CREATED')], older: true })
    await vi.advanceTimersByTimeAsync(120_000)
    expect(stepsOf(central)).toHaveLength(4)
    for (const { body } of stepsOf(central)) expect(body).not.toHaveProperty('given')
    await ended(simulator)
  })
})

describe('tanks', () => {
  test('are topped up soon after the start, followed to their end', async () => {
    const { central, simulator } = simulate({ refills: true, speed: 20 })
    await vi.advanceTimersByTimeAsync(59_000)
    expect(central.calls.some((call) => call.path === '/refills')).toBe(false)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(central.calls.filter((call) => call.path === '/refills')).toHaveLength(1)
    expect(pathsOf(central).at(-1)).toBe('complete')
    expect(stepsOf(central).at(-2)?.body).toMatchObject({ levelPercent: 95, litresAdded: 87.5 })
    await ended(simulator)
  })

  test('lose LN2, and are refilled when they get low', async () => {
    const { central, simulator } = simulate({ refills: true, speed: 1000 })
    await vi.advanceTimersByTimeAsync(30 * 60_000)
    expect(central.calls.filter((call) => call.path === '/refills').length).toBeGreaterThan(1)
    const levels = central.calls.flatMap(({ path, body }) => (path === '/status' ? [JSON.stringify(body)] : []))
    expect(new Set(levels).size).toBeGreaterThan(5)
    await ended(simulator)
  })
})

test('a stop ends everything, and nothing is called afterwards', async () => {
  const { central, simulator } = simulate({ refills: true, queue: [procedure('STORE', 'CREATED')] })
  await vi.advanceTimersByTimeAsync(5_000)
  await ended(simulator)
  const { length } = central.calls
  await vi.advanceTimersByTimeAsync(600_000)
  expect(central.calls).toHaveLength(length)
  expect(vi.getTimerCount()).toBe(0)
})
