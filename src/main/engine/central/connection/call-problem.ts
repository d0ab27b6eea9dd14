// Why a call to central came to nothing, as pure functions of what came back.
import type { z } from 'zod'
import { retryAfterMs } from '../../../../platform/back-off'
import { centralError } from '../../../../shared/api/bench'
import type { CertificateDoubt } from '../../../../shared/enrolment/central'
import type { Result } from '../../../../shared/result'
import { type BodyProblem, jsonOf } from './bodies'
import type { HttpResponse } from './fetch'
import { certificateDoubtOf, codeOf } from './network-trouble'

export type CentralError = z.infer<typeof centralError>['error']

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

export const isOfType = (response: Pick<HttpResponse, 'headers'>, type: string): boolean =>
  (response.headers.get('content-type') ?? '').toLowerCase().startsWith(type)

/** What a response other than 2xx means; `text` is its body. */
export function problemOfResponse(
  response: Pick<HttpResponse, 'status' | 'headers'>,
  text: Result<string, BodyProblem>,
  wallMs: number,
): CallProblem {
  const { status, headers } = response
  if (status >= 300 && status < 400) return { kind: 'notUnderstood', detail: `redirect ${status}` }
  if (status === 429 || status === 503) {
    return { kind: 'busy', status, retryAfterMs: retryAfterMs(headers.get('retry-after'), wallMs) }
  }
  if (status >= 500) return { kind: 'failed', status }
  const json = text.ok && isOfType(response, 'application/json') ? jsonOf(text.value) : undefined
  const said = centralError.safeParse(json?.ok ? json.value : undefined)
  if (!said.success) return { kind: 'notUnderstood', detail: `status ${status}` }
  const { error } = said.data
  if (status !== 401) return { kind: 'refused', status, error }
  return { kind: 'revoked', ...(typeof error.reason === 'string' && { reason: error.reason }) }
}

/** What it means that a request threw, or that its body broke off. */
export function problemOfError(error: unknown): CallProblem {
  const code = codeOf(error)
  const certificate = certificateDoubtOf(error)
  return {
    kind: 'unreachable',
    detail: String(error),
    ...(code === null ? {} : { code }),
    ...(certificate === null ? {} : { certificate }),
  }
}

/** The certificate that stood in the way, ready to be spread into what the link shows; empty for any other problem. */
export const certificateIn = (problem: CallProblem): { readonly certificate?: CertificateDoubt } =>
  problem.kind === 'unreachable' && problem.certificate !== undefined ? { certificate: problem.certificate } : {}
