// One request to central, for answers and streams alike: admitted by the budget, ended in time, never redirected; and what a failure means.
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import type { Clock, Timers } from '../../../../shared/ports'
import { textOf } from './bodies'
import type { Budget, Priority } from './budget'
import { type CallProblem, problemOfError, problemOfResponse } from './call-problem'
import type { Fetch, HttpRequest, HttpResponse } from './fetch'

/** Who is called, and as whom. */
export interface Access {
  readonly url: string
  readonly token: string | null
  /** Of central's key, where this bench knows it. */
  readonly fingerprint: Fingerprint | null
}

/** What any call needs of the world. */
export interface CallNeeds {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly timers: Timers
}

export interface ClientNeeds extends CallNeeds, Access {
  readonly budget: Budget
  readonly signal: AbortSignal
  /** Central answered, whatever it said. */
  readonly onContact: () => void
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** After `/api/v1/bench`. */
  readonly path: string
  readonly body?: object
  /** `paid`: the caller has been admitted by the budget already. */
  readonly priority: Priority | 'paid'
  readonly deadlineMs?: number
  readonly maxBytes?: number
}

/** Of an answer, or of its head; and of an answer's size. */
export const usualDeadlineMs = 10_000
export const usualMaxBytes = 1_000_000

export const isAdmitted = async ({ budget, signal }: ClientNeeds, priority: Call['priority']): Promise<boolean> =>
  priority === 'paid' ? !signal.aborted : budget.admit(priority, signal)

/** Aborted by `signal` or by itself, whichever comes first. */
export function controllerWithin(signal: AbortSignal) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  return { controller, release: () => signal.removeEventListener('abort', abort) }
}

export async function send(
  { url, token, fingerprint, fetch }: ClientNeeds,
  { method, path, body }: Pick<Call, 'method' | 'path' | 'body'>,
  accept: string,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const request: HttpRequest = {
    method,
    headers: {
      accept,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // SECURITY: a redirect would carry the token, and signed work, to somebody else.
    redirect: 'manual',
    signal,
  }
  return fetch(`${url}/api/v1/bench${path}`, request, fingerprint)
}

/** A response other than 2xx: what it means, and what follows from it for the budget and the last contact. */
export async function failed({ clock, budget, onContact }: ClientNeeds, response: HttpResponse): Promise<CallProblem> {
  const text = await textOf(response.body, usualMaxBytes)
  const problem = problemOfResponse(response, text, clock.wallMs())
  if (problem.kind === 'busy' && problem.retryAfterMs !== null) budget.pause(problem.retryAfterMs)
  // Only these are central's own words; anything in between can send a bare status.
  if (problem.kind === 'refused' || problem.kind === 'revoked') onContact()
  return problem
}

/** A request that threw, or a body that broke off. */
export const thrown = ({ signal }: ClientNeeds, error: unknown): CallProblem =>
  signal.aborted ? { kind: 'stopped' } : problemOfError(error)
