import { describe, expect, test } from 'vitest'
import {
  type CallProblem,
  certificateIn,
  problemOfError,
  problemOfResponse,
} from '../../../../../../src/main/engine/central/connection/call-problem'
import { ok, refused } from '../../../../../../src/shared/result'

const json = { 'content-type': 'application/json; charset=utf-8' }
const said = (code: string, more: object = {}) => JSON.stringify({ error: { code, message: 'no', ...more } })

function problem(status: number, body: string, headers: Record<string, string> = json): CallProblem {
  const get = (name: string) => headers[name] ?? null
  return problemOfResponse({ status, headers: { get } }, ok(body), 10_000)
}

describe('a response that is not 2xx', () => {
  test.each<[string, number, string, Record<string, string>, CallProblem]>([
    ['a redirect', 302, '', {}, { kind: 'notUnderstood', detail: 'redirect 302' }],
    ['over the budget', 429, '', { 'retry-after': '7' }, { kind: 'busy', status: 429, retryAfterMs: 7_000 }],
    ['over the budget, no time named', 429, '', {}, { kind: 'busy', status: 429, retryAfterMs: null }],
    ['unavailable', 503, said('UNAVAILABLE'), json, { kind: 'busy', status: 503, retryAfterMs: null }],
    [
      'unavailable until a date',
      503,
      '',
      { 'retry-after': 'Thu, 01 Jan 1970 00:00:15 GMT' },
      { kind: 'busy', status: 503, retryAfterMs: 5_000 },
    ],
    ['a failure', 500, said('INTERNAL_ERROR'), json, { kind: 'failed', status: 500 }],
    ["a gateway's failure", 502, '<html>', {}, { kind: 'failed', status: 502 }],
    ['401 in words of central', 401, said('UNAUTHORIZED'), json, { kind: 'revoked' }],
    ['401 with its reason', 401, said('UNAUTHORIZED', { reason: 'used' }), json, { kind: 'revoked', reason: 'used' }],
    ['401 of a proxy', 401, 'log in', { 'content-type': 'text/html' }, { kind: 'notUnderstood', detail: 'status 401' }],
    ['404 of another server', 404, '{"a":1}', json, { kind: 'notUnderstood', detail: 'status 404' }],
    ['JSON that breaks off', 409, '{"error":{', json, { kind: 'notUnderstood', detail: 'status 409' }],
    ['JSON that is not called so', 409, said('CONFLICT'), {}, { kind: 'notUnderstood', detail: 'status 409' }],
    [
      '409 in words of central, details and all',
      409,
      said('CONFLICT', { claim: 1 }),
      json,
      { kind: 'refused', status: 409, error: { code: 'CONFLICT', message: 'no', claim: 1 } },
    ],
  ])('%s', (_name, status, body, headers, expected) => {
    expect(problem(status, body, headers)).toEqual(expected)
  })

  test('whose body is too large says nothing', () => {
    const headers = { get: () => 'application/json' }
    expect(problemOfResponse({ status: 400, headers }, refused({ kind: 'tooLarge' }), 0)).toMatchObject({
      kind: 'notUnderstood',
    })
  })
})

test('an error keeps the code and the certificate below it', () => {
  const expired = new TypeError('fetch failed', {
    cause: Object.assign(new Error('expired'), { code: 'CERT_HAS_EXPIRED' }),
  })
  const problem = problemOfError(expired)
  expect(problem).toEqual({
    kind: 'unreachable',
    detail: 'TypeError: fetch failed',
    code: 'CERT_HAS_EXPIRED',
    certificate: { kind: 'outOfDate' },
  })
  expect(certificateIn(problem)).toEqual({ certificate: { kind: 'outOfDate' } })
  expect(problemOfError('silent')).toEqual({ kind: 'unreachable', detail: 'silent' })
  expect(certificateIn(problemOfError('silent'))).toEqual({})
})
