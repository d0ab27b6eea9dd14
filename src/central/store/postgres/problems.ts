// What a failed statement means for the caller: try again, come back later, or a bug.
import { DatabaseError } from 'pg'
import { errorCode, errorText } from '../../../shared/error-text'
import { StoreUnavailable } from '../store'

/**
 * A conflict with another transaction: serialization failure, deadlock, or a key that the other one wrote first. The next attempt sees
 * what the other one did.
 */
const conflicts: ReadonlySet<string> = new Set(['40001', '40P01', '23505'])

/** By class: connection lost, out of resources, stopped by an operator; by code: waited too long for a lock or in a transaction. */
const unavailableClasses = ['08', '53', '57', '58']
const unavailableCodes: ReadonlySet<string> = new Set(['55P03', '25P03', '25006'])

/** pg's own errors, which have no codes. */
const lostConnection =
  /^Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|^Query read timeout|^Client was closed|after calling end on the pool/

export const isConflict = (problem: unknown): boolean =>
  problem instanceof DatabaseError && conflicts.has(problem.code ?? '')

function isUnavailable(problem: unknown): boolean {
  const code = errorCode(problem)
  if (problem instanceof DatabaseError) {
    return code !== undefined && (unavailableCodes.has(code) || unavailableClasses.includes(code.slice(0, 2)))
  }
  // Whatever the system says of a socket: ECONNREFUSED, ECONNRESET, EPIPE, ENOTFOUND, ENOENT of a Unix socket, …
  return (code !== undefined && /^E[A-Z_]+$/.test(code)) || lostConnection.test(whyOf(problem))
}

/** In the store's terms: `StoreUnavailable`, or the error as it is. */
export const storeProblem = (problem: unknown): unknown =>
  isUnavailable(problem) ? new StoreUnavailable(problem) : problem

/** One line; a host with several addresses fails with several problems, and an empty message of its own. */
export function whyOf(problem: unknown): string {
  if (problem instanceof AggregateError && problem.errors.length > 0) return whyOf(problem.errors[0])
  return errorText(problem)
}
