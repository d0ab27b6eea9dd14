// The device API as the simulator calls it. No answer within the deadline is the same as none.
import { z } from 'zod'
import { givenDigest, type statusRequest, workReply } from '../shared/api/device'
import { procedureEntity } from '../shared/api/entities'
import { errorText } from '../shared/error-text'
import type { ContainerId, StorageId } from '../shared/model/ids'
import type { Outcome, Procedure } from '../shared/model/procedure'
import { ok, type Result, refused } from '../shared/result'
import { named, type Order } from './order'
import type { SimulatorOptions, SimulatorPorts } from './ports'

const deadlineMs = 10_000
const defaultRetrySeconds = 5

export type CallProblem =
  | { readonly kind: 'unreachable'; readonly why: string }
  /** Central said no; asking again would not help. */
  | { readonly kind: 'refused'; readonly status: number; readonly text: string }
  | { readonly kind: 'busy'; readonly retryMs: number }

type Called<Value> = Promise<Result<Value, CallProblem>>
type Work = z.output<typeof workReply>

export interface DeviceApi {
  work(): Called<Work>
  status(report: z.input<typeof statusRequest>): Called<unknown>
  start(order: Order): Called<Procedure>
  outcome(order: Order, containerId: ContainerId, outcome: Exclude<Outcome, 'pending'>): Called<Procedure>
  complete(order: Order): Called<Procedure>
  fail(order: Order, reason: string): Called<Procedure>
  startRefill(storageId: StorageId, levelPercent: number): Called<Order>
  refill(order: Order, levelPercent: number, litresAdded: number): Called<Procedure>
}

const orderReply = z.unknown().transform((reply): Order => {
  const { given } = z.object({ given: givenDigest.optional() }).parse(reply)
  return { procedure: procedureEntity.parse(reply), digest: given }
})

export function deviceApi(options: SimulatorOptions, ports: SimulatorPorts, stopped: AbortSignal): DeviceApi {
  const base = `${options.url.replace(/\/+$/, '')}/api/v1/device`

  async function call<Schema extends z.ZodType>(
    method: 'GET' | 'POST',
    path: string,
    schema: Schema,
    body?: object,
  ): Called<z.output<Schema>> {
    const deadline = new AbortController()
    const abort = () => deadline.abort()
    const cancel = ports.timers.after(deadlineMs, abort)
    stopped.addEventListener('abort', abort, { once: true })
    try {
      const reply = await ports.fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${options.token}`, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: deadline.signal,
      })
      const text = await reply.text()
      if (reply.status === 429) return refused({ kind: 'busy', retryMs: defaultRetrySeconds * 1000 })
      if (reply.status >= 500) return refused({ kind: 'unreachable', why: `HTTP ${reply.status}` })
      if (reply.status >= 400) return refused({ kind: 'refused', status: reply.status, text })
      return ok(schema.parse(JSON.parse(text)))
    } catch (problem) {
      return refused({ kind: 'unreachable', why: errorText(problem) })
    } finally {
      cancel()
      stopped.removeEventListener('abort', abort)
    }
  }

  const step = (order: Order, name: string, body: object = {}, concerned?: ContainerId) =>
    call('POST', `/procedures/${order.procedure.id}/${name}`, procedureEntity, { ...body, ...named(order, concerned) })

  return {
    work: () => call('GET', '/work?given=yes', workReply),
    status: (report) => call('POST', '/status', z.unknown(), report),
    start: (order) => step(order, 'start'),
    outcome: (order, containerId, outcome) => step(order, 'outcomes', { containerId, outcome }, containerId),
    complete: (order) => step(order, 'complete'),
    fail: (order, reason) => step(order, 'fail', { reason }),
    startRefill: (storageId, levelPercent) => {
      return call('POST', '/refills?given=yes', orderReply, { storageId, levelPercent })
    },
    refill: (order, levelPercent, litresAdded) => step(order, 'refill', { levelPercent, litresAdded }),
  }
}
