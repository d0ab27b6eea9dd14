// The device API as the simulator calls it. No answer within the deadline is the same as none.
import { z } from 'zod'
import { type statusRequest, workReply } from '../shared/api/device'
import { procedureEntity } from '../shared/api/entities'
import { errorText } from '../shared/error-text'
import type { ContainerId, ProcedureId, StorageId } from '../shared/model/ids'
import type { Outcome, Procedure } from '../shared/model/procedure'
import { ok, type Result, refused } from '../shared/result'
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
  start(id: ProcedureId): Called<Procedure>
  outcome(id: ProcedureId, containerId: ContainerId, outcome: Exclude<Outcome, 'pending'>): Called<Procedure>
  complete(id: ProcedureId): Called<Procedure>
  fail(id: ProcedureId, reason: string): Called<Procedure>
  startRefill(storageId: StorageId, levelPercent: number): Called<Procedure>
  refill(id: ProcedureId, levelPercent: number, litresAdded: number): Called<Procedure>
}

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

  const step = (id: ProcedureId, name: string, body?: object) =>
    call('POST', `/procedures/${id}/${name}`, procedureEntity, body)

  return {
    work: () => call('GET', '/work', workReply),
    status: (report) => call('POST', '/status', z.unknown(), report),
    start: (id) => step(id, 'start'),
    outcome: (id, containerId, outcome) => step(id, 'outcomes', { containerId, outcome }),
    complete: (id) => step(id, 'complete'),
    fail: (id, reason) => step(id, 'fail', { reason }),
    startRefill: (storageId, levelPercent) => call('POST', '/refills', procedureEntity, { storageId, levelPercent }),
    refill: (id, levelPercent, litresAdded) => step(id, 'refill', { levelPercent, litresAdded }),
  }
}
