// The three loops of the simulated device: procedures, refills, signs of life. Each ends when the simulator is stopped.
import type { Complaints, Device } from './device'
import { execute } from './execute'
import type { SimulatorPorts } from './ports'
import { refill } from './refill'
import { refillBelow, refillTo } from './tanks'

const statusMs = 3_000
/** On the device's clock: the first top-up comes soon, so that a demo shows one. */
const firstRefillMs = 20 * 60_000

export interface LoopNeeds extends Pick<SimulatorPorts, 'clock' | 'random' | 'log'> {
  readonly device: Device
  readonly complaints: Complaints
}

export async function runProcedures({ device, complaints, random, log }: LoopNeeds): Promise<void> {
  const { api, pace, failRate } = device
  while (!pace.signal.aborted) {
    await fetchWork(device, complaints)
    const next = device.queue.find(({ procedure }) => procedure.type !== 'REFILL')
    if (next) {
      device.executing = true
      await execute({ api, pace, random, failRate, log }, next)
      device.executing = false
    }
    await pace.wait(device.pollMs)
  }
}

async function fetchWork(device: Device, { complain, forget }: Complaints): Promise<void> {
  const work = await device.api.work()
  if (!work.ok) return complain(work.problem)
  forget()
  device.levels.meet(work.value.tanks)
  const { procedures, given } = work.value
  device.queue = procedures.map((procedure) => ({ procedure, digest: given?.[procedure.id] }))
  device.refilling = device.queue.find(({ procedure }) => procedure.type === 'REFILL')
}

export async function runRefills({ device, complaints, clock, log }: LoopNeeds): Promise<void> {
  const { api, pace, speed, levels } = device
  const startedMs = clock.monotonicMs()
  let isFirst = true
  while (await pace.wait(device.pollMs)) {
    const lowest = levels.lowest()
    const elapsedMs = (clock.monotonicMs() - startedMs) * speed
    if (device.refilling === undefined && lowest && isRefillDue(lowest.percent, isFirst, elapsedMs)) {
      const started = await api.startRefill(lowest.storageId, lowest.percent)
      if (started.ok) device.refilling = started.value
      else complaints.complain(started.problem)
    }
    if (device.refilling) {
      isFirst = false
      await refill({ api, pace, speed, levels, log }, device.refilling)
      device.refilling = undefined
    }
  }
}

const isRefillDue = (percent: number, isFirst: boolean, elapsedMs: number): boolean =>
  percent < refillBelow || (isFirst && percent < refillTo && elapsedMs >= firstRefillMs)

export async function reportStatus({ device, complaints, clock }: LoopNeeds): Promise<void> {
  const { api, pace, speed, levels } = device
  let lastMs = clock.monotonicMs()
  do {
    const nowMs = clock.monotonicMs()
    levels.evaporate((nowMs - lastMs) * speed)
    lastMs = nowMs
    const state = device.executing ? 'working' : device.refilling ? 'refilling' : 'idle'
    const reported = await api.status({ state, levels: [...levels.all()] })
    if (!reported.ok) complaints.complain(reported.problem)
  } while (await pace.wait(statusMs))
}
