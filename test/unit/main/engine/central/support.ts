// What can come of a call to central, one of each, for tables that leave none out.
import type { CallProblem } from '../../../../../src/main/engine/central/connection/call-problem'

const refused = (code: string, status: number, more: object = {}): CallProblem => ({
  kind: 'refused',
  status,
  error: { code, message: 'no', ...more },
})

export const callProblems = {
  unreachable: { kind: 'unreachable', detail: 'ECONNREFUSED' },
  otherKey: { kind: 'unreachable', detail: 'other key', certificate: { kind: 'unknown' } },
  revoked: { kind: 'revoked' },
  overBudget: { kind: 'busy', status: 429, retryAfterMs: 7_000 },
  overBudgetNoTime: { kind: 'busy', status: 429, retryAfterMs: null },
  unavailable: { kind: 'busy', status: 503, retryAfterMs: 7_000 },
  unavailableNoTime: { kind: 'busy', status: 503, retryAfterMs: null },
  failed: { kind: 'failed', status: 500 },
  badRequest: refused('VALIDATION_ERROR', 400),
  notFound: refused('NOT_FOUND', 404),
  otherHistory: refused('EPOCH_CHANGED', 409, { epoch: 'e2', head: 3 }),
  notUnderstood: { kind: 'notUnderstood', detail: 'not JSON' },
  tooLarge: { kind: 'tooLarge' },
  stopped: { kind: 'stopped' },
} as const satisfies Record<string, CallProblem>

export type CallProblemName = keyof typeof callProblems

/** Rows for `test.each`: the name, the problem, and what the table says of it. */
export const eachProblem = <Expected>(
  table: Readonly<Record<CallProblemName, Expected>>,
): readonly (readonly [CallProblemName, CallProblem, Expected])[] =>
  (Object.keys(table) as CallProblemName[]).map((name) => [name, callProblems[name], table[name]] as const)
