// Carries out one STORE or RETRIEVAL, vial by vial, as a storage robot does.
import type { Random } from '../shared/ports'
import type { DeviceApi } from './api'
import type { Order } from './order'
import type { Pace } from './pace'
import { persist } from './persist'

/** Open the tank, lift the canister, find the cane, place or take the vial, verify. */
const vialMs = 20_000
/** Cool the arm, read the order. */
const preparationMs = 10_000

const reasons = ['Gripper did not close', 'Vial not found in its place', 'Lid sensor: open too long'] as const

export interface Execution {
  readonly api: DeviceApi
  readonly pace: Pace
  readonly random: Random
  readonly failRate: number
  readonly log: (line: string) => void
}

/** Starts the procedure, or goes on with it if it was started before. Ends early when central refuses a step or on a stop. */
export async function execute({ api, pace, random, failRate, log }: Execution, order: Order): Promise<void> {
  const { procedure: queued } = order
  const name = `${queued.typeName} ${queued.id}`
  if (queued.status === 'CREATED') {
    const started = await persist(pace, () => api.start(order))
    if (!started.ok) return
    log(`${name}: started, ${queued.vials.length} vials`)
    if (!(await pace.work(preparationMs))) return
  }
  let reason: string | undefined
  for (const vial of queued.vials) {
    if (vial.outcome !== 'pending') continue
    if (reason === undefined && !(await pace.work(vialMs))) return
    const fails = reason === undefined && random.next() < failRate
    if (fails) reason = reasons[Math.floor(random.next() * reasons.length)] ?? reasons[0]
    const outcome = reason === undefined ? 'done' : fails && random.next() < 0.5 ? 'unknown' : 'notDone'
    const reported = await persist(pace, () => api.outcome(order, vial.containerId, outcome))
    if (!reported.ok) return log(`${name}: ${vial.name} ${outcome}, and central takes no report of it`)
    log(`${name}: ${vial.name} ${outcome}`)
  }
  const ended = await persist(pace, () => (reason === undefined ? api.complete(order) : api.fail(order, reason)))
  if (ended.ok) log(`${name}: ${ended.value.statusName}`)
}
