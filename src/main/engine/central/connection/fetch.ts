// HTTP as calls to central need it. A port: pinned connections, tests and the simulation each bring their own.
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import type { Body } from './bodies'

/** The part of a response that is used: Node's own and undici's differ in their types only. */
export interface HttpResponse {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: Body | null
}

export interface HttpRequest {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string
  readonly redirect: 'manual'
  readonly signal: AbortSignal
}

/** With a `pin`, only a server that holds this key is spoken to. Rejects if it is another server, or if nobody answers. */
export type Fetch = (url: string, init: HttpRequest, pin?: Fingerprint | null) => Promise<HttpResponse>
