// One request to central and what became of it. Every call has a deadline, a bound on its answer, and its place in the budget.
import { z } from 'zod'
import { retryAfterMs } from '../../../../platform/back-off'
import type { CertificateDoubt } from '../../../../shared/enrolment/central'
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import type { Clock, Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import { type Body, type BodyReader, jsonOf, textOf } from './bodies'
import type { Budget, Priority } from './budget'
import { certificateDoubtOf, codeOf } from './network-trouble'

/** What of an answer is used: Node's own and the pinned fetch's differ in their types only. */
export interface Answer {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: Body | null
}

export interface Question {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string
  readonly redirect: 'manual'
  readonly signal: AbortSignal
}

/** With a `pin` only the server that holds this key is spoken to. Rejects where it is another one, or nobody answers. */
export type Fetch = (url: string, init: Question, pin?: Fingerprint | null) => Promise<Answer>

export type CallProblem =
  /** No answer: no network, nobody there, or the deadline passed. */
  | {
      readonly kind: 'unreachable'
      readonly detail: string
      /** The system's word for it, such as `ENOTFOUND`. */
      readonly code?: string
      /** Somebody was there whom this bench does not trust. */
      readonly certificate?: CertificateDoubt
    }
  /** 401 in central's own words: this bench's token is worth nothing. */
  | { readonly kind: 'revoked'; readonly reason?: string }
  /** 429 or 503. */
  | { readonly kind: 'busy'; readonly status: 429 | 503; readonly retryAfterMs: number | null }
  | { readonly kind: 'failed'; readonly status: number }
  /** Another 4xx in central's own words; `error` has its code and details. */
  | { readonly kind: 'refused'; readonly status: number; readonly error: CentralError }
  /** Not what central would say: a proxy's page, a redirect, another shape. */
  | { readonly kind: 'notUnderstood'; readonly detail: string }
  | { readonly kind: 'tooLarge' }
  /** This bench ended the call. */
  | { readonly kind: 'stopped' }

const centralError = z.object({ error: z.looseObject({ code: z.string(), message: z.string() }) })
export type CentralError = z.infer<typeof centralError>['error']

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** After `/api/v1/bench`. */
  readonly path: string
  readonly body?: object
  /** `paid`: the caller has taken a token of the budget already. */
  readonly priority: Priority | 'paid'
  readonly deadlineMs?: number
  readonly maxBytes?: number
}

export interface Client {
  /** The parsed JSON of a 2xx answer; null if it has no content. */
  call(call: Call): Promise<Result<unknown, CallProblem>>
  /** The body of a 2xx answer as it comes. The deadline is for the answer's head; `end` ends the stream. */
  stream(path: string, type: string): Promise<Result<OpenStream, CallProblem>>
}

export interface OpenStream {
  readonly reader: BodyReader
  end(): void
}

export interface ClientNeeds {
  readonly url: string
  readonly token: string | null
  /** Of central's key, where this bench knows it. */
  readonly fingerprint?: Fingerprint | null
  readonly fetch: Fetch
  readonly clock: Clock
  readonly timers: Timers
  readonly budget: Budget
  readonly signal: AbortSignal
  /** Central answered, whatever it said. */
  readonly onContact: () => void
}

const deadlineMs = 10_000
const maxBytes = 1_000_000

const isOfType = (response: Answer, type: string): boolean =>
  (response.headers.get('content-type') ?? '').toLowerCase().startsWith(type)

export function clientOf(needs: ClientNeeds): Client {
  const { url, token, fingerprint = null, fetch, clock, timers, budget, signal, onContact } = needs

  /** An abort of the session or of this call, whichever comes first. */
  const linked = () => {
    const controller = new AbortController()
    const abort = () => controller.abort()
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    return { controller, release: () => signal.removeEventListener('abort', abort) }
  }

  const send = async (call: Call, accept: string, aborted: AbortSignal): Promise<Answer> => {
    const question: Question = {
      method: call.method,
      headers: {
        accept,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      // SECURITY: a redirect would carry the token, and signed work, to somebody else.
      redirect: 'manual',
      signal: aborted,
    }
    return fetch(`${url}/api/v1/bench${call.path}`, question, fingerprint)
  }

  const lost = (error: unknown): CallProblem => {
    if (signal.aborted) return { kind: 'stopped' }
    const code = codeOf(error)
    const certificate = certificateDoubtOf(error)
    return {
      kind: 'unreachable',
      detail: String(error),
      ...(code === null ? {} : { code }),
      ...(certificate === null ? {} : { certificate }),
    }
  }

  const admitted = async (priority: Call['priority']): Promise<boolean> =>
    priority === 'paid' ? !signal.aborted : budget.take(priority, signal)

  /** What a non-2xx answer means. */
  const problemOf = async (response: Answer): Promise<CallProblem> => {
    const { status } = response
    const text = await textOf(response.body, maxBytes)
    if (status >= 300 && status < 400) return { kind: 'notUnderstood', detail: `redirect ${status}` }
    if (status === 429 || status === 503) {
      const waitMs = retryAfterMs(response.headers.get('retry-after'), clock.wallMs())
      if (waitMs !== null) budget.pause(waitMs)
      return { kind: 'busy', status, retryAfterMs: waitMs }
    }
    if (status >= 500) return { kind: 'failed', status }
    const json = text.ok && isOfType(response, 'application/json') ? jsonOf(text.value) : undefined
    const said = centralError.safeParse(json?.ok ? json.value : undefined)
    if (!said.success) return { kind: 'notUnderstood', detail: `status ${status}` }
    onContact()
    const { error } = said.data
    if (status !== 401) return { kind: 'refused', status, error }
    return { kind: 'revoked', ...(typeof error.reason === 'string' && { reason: error.reason }) }
  }

  return {
    async call(call) {
      if (!(await admitted(call.priority))) return refused({ kind: 'stopped' })
      const { controller, release } = linked()
      const cancelDeadline = timers.after(call.deadlineMs ?? deadlineMs, () => controller.abort())
      try {
        const response = await send(call, 'application/json', controller.signal)
        if (!response.ok) return refused(await problemOf(response))
        if (response.status === 204) {
          onContact()
          return ok(null)
        }
        if (!isOfType(response, 'application/json')) {
          await response.body?.cancel()
          return refused({ kind: 'notUnderstood', detail: 'not JSON' })
        }
        const text = await textOf(response.body, call.maxBytes ?? maxBytes)
        if (!text.ok) return refused(text.problem.kind === 'tooLarge' ? { kind: 'tooLarge' } : lost(text.problem.kind))
        const json = jsonOf(text.value)
        if (!json.ok) return refused({ kind: 'notUnderstood', detail: 'not JSON' })
        onContact()
        return json
      } catch (error) {
        return refused(lost(error))
      } finally {
        cancelDeadline()
        release()
      }
    },
    async stream(path, type) {
      if (!(await admitted('later'))) return refused({ kind: 'stopped' })
      const { controller, release } = linked()
      const cancelDeadline = timers.after(deadlineMs, () => controller.abort())
      const end = () => {
        release()
        controller.abort()
      }
      try {
        const response = await send({ method: 'GET', path, priority: 'paid' }, type, controller.signal)
        if (response.ok && isOfType(response, type) && response.body !== null) {
          onContact()
          return ok({ reader: response.body.getReader(), end })
        }
        const problem: CallProblem = response.ok
          ? { kind: 'notUnderstood', detail: `not ${type}` }
          : await problemOf(response)
        end()
        return refused(problem)
      } catch (error) {
        end()
        return refused(lost(error))
      } finally {
        cancelDeadline()
      }
    },
  }
}
