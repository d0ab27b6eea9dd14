// A storage device as central sees one: three loops (procedures, refills, signs of life) over one device API.
import type { Procedure } from '../shared/model/procedure'
import { type CallProblem, deviceApi } from './api'
import { execute } from './execute'
import { paceOf } from './pace'
import type { SimulatorOptions, SimulatorPorts } from './ports'
import { refill } from './refill'
import { refillBelow, refillTo, tankLevels } from './tanks'

const slowestPollMs = 2_000
const fastestPollMs = 500
const statusMs = 3_000
/** On the device's clock: the first top-up comes soon, so that a demo shows one. */
const firstRefillMs = 20 * 60_000

export interface Simulator {
  /** Ends the loops; what is in progress stays so, and the next start goes on with it. */
  stop(): Promise<void>
}

/** Runs until it is stopped; an unreachable central only makes it wait. */
export function startSimulator(options: SimulatorOptions, ports: SimulatorPorts): Simulator {
  const { clock, timers, random, log } = ports
  const { speed } = options
  const controller = new AbortController()
  const pace = paceOf(timers, random, speed, controller.signal)
  const api = deviceApi(options, ports, controller.signal)
  const levels = tankLevels(random)
  const pollMs = Math.min(slowestPollMs, Math.max(fastestPollMs, 10_000 / speed))
  const startedMs = clock.monotonicMs()
  let executing = false
  let refilling: Procedure | undefined
  let queue: readonly Procedure[] = []
  let complained = ''

  /** Says it once, not at every poll. */
  const complain = (problem: CallProblem) => {
    const line =
      problem.kind === 'refused'
        ? `Central refuses: HTTP ${problem.status} ${problem.text}`
        : `Central: ${problem.kind}`
    if (line !== complained) log(line)
    complained = line
  }

  async function look() {
    const work = await api.work()
    if (!work.ok) return complain(work.problem)
    complained = ''
    levels.meet(work.value.tanks)
    queue = work.value.procedures
    refilling = queue.find((each) => each.type === 'REFILL')
  }

  async function runProcedures() {
    while (!controller.signal.aborted) {
      await look()
      const next = queue.find((each) => each.type !== 'REFILL')
      if (next) {
        executing = true
        await execute({ api, pace, random, failRate: options.failRate, log }, next)
        executing = false
      }
      await pace.wait(pollMs)
    }
  }

  const isDue = (percent: number, first: boolean) =>
    percent < refillBelow || (first && percent < refillTo && (clock.monotonicMs() - startedMs) * speed >= firstRefillMs)

  async function runRefills() {
    let first = true
    while (await pace.wait(pollMs)) {
      const lowest = levels.lowest()
      if (refilling === undefined && lowest && isDue(lowest.percent, first)) {
        const started = await api.startRefill(lowest.storageId, lowest.percent)
        if (started.ok) refilling = started.value
        else complain(started.problem)
      }
      if (refilling) {
        first = false
        await refill({ api, pace, speed, levels, log }, refilling)
        refilling = undefined
      }
    }
  }

  async function tell() {
    let lastMs = clock.monotonicMs()
    do {
      const nowMs = clock.monotonicMs()
      levels.evaporate((nowMs - lastMs) * speed)
      lastMs = nowMs
      const state = executing ? 'working' : refilling ? 'refilling' : 'idle'
      const told = await api.status({ state, levels: [...levels.all()] })
      if (!told.ok) complain(told.problem)
    } while (await pace.wait(statusMs))
  }

  const loops = [runProcedures(), tell(), ...(options.refills ? [runRefills()] : [])]
  return {
    async stop() {
      controller.abort()
      await Promise.all(loops)
    },
  }
}
