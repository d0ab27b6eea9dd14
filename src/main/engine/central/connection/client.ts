// Calls to central: one answer, or a stream. Every call has a deadline, a bound on its answer, and its place in the budget.
import { ok, type Result, refused } from '../../../../shared/result'
import { type BodyReader, jsonOf, textOf } from './bodies'
import { type Budget, budgetOn } from './budget'
import { type CallProblem, isOfType } from './call-problem'
import {
  type Access,
  type Call,
  type CallNeeds,
  type ClientNeeds,
  controllerWithin,
  failed,
  isAdmitted,
  send,
  thrown,
  usualDeadlineMs,
  usualMaxBytes,
} from './request'

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

export const clientOf = (needs: ClientNeeds): Client => ({
  call: (call) => callCentral(needs, call),
  stream: (path, type) => streamFromCentral(needs, path, type),
})

/**
 * For calls outside a session (probe, enrolment, renewal): contact is not recorded, and the budget is their own. Several clients of one
 * caller share theirs.
 */
export const clientOutsideSession = (
  access: Access,
  { fetch, clock, timers }: CallNeeds,
  signal: AbortSignal,
  budget: Budget = budgetOn(clock, timers),
): Client => clientOf({ ...access, fetch, clock, timers, budget, signal, onContact: () => undefined })

async function callCentral(needs: ClientNeeds, call: Call): Promise<Result<unknown, CallProblem>> {
  const { timers, signal, onContact } = needs
  if (!(await isAdmitted(needs, call.priority))) return refused({ kind: 'stopped' })
  const { controller, release } = controllerWithin(signal)
  const cancelDeadline = timers.after(call.deadlineMs ?? usualDeadlineMs, () => controller.abort())
  try {
    const response = await send(needs, call, 'application/json', controller.signal)
    if (!response.ok) return refused(await failed(needs, response))
    if (response.status === 204) {
      onContact()
      return ok(null)
    }
    if (!isOfType(response, 'application/json')) {
      await response.body?.cancel()
      return refused({ kind: 'notUnderstood', detail: 'not JSON' })
    }
    const text = await textOf(response.body, call.maxBytes ?? usualMaxBytes)
    if (!text.ok) {
      return refused(text.problem.kind === 'tooLarge' ? { kind: 'tooLarge' } : thrown(needs, text.problem.kind))
    }
    const json = jsonOf(text.value)
    if (!json.ok) return refused({ kind: 'notUnderstood', detail: 'not JSON' })
    onContact()
    return json
  } catch (error) {
    return refused(thrown(needs, error))
  } finally {
    cancelDeadline()
    release()
  }
}

async function streamFromCentral(
  needs: ClientNeeds,
  path: string,
  type: string,
): Promise<Result<OpenStream, CallProblem>> {
  const { timers, signal, onContact } = needs
  if (!(await isAdmitted(needs, 'later'))) return refused({ kind: 'stopped' })
  const { controller, release } = controllerWithin(signal)
  const cancelDeadline = timers.after(usualDeadlineMs, () => controller.abort())
  const end = () => {
    release()
    controller.abort()
  }
  try {
    const response = await send(needs, { method: 'GET', path }, type, controller.signal)
    if (response.ok && isOfType(response, type) && response.body !== null) {
      onContact()
      return ok({ reader: response.body.getReader(), end })
    }
    const problem: CallProblem = response.ok
      ? { kind: 'notUnderstood', detail: `not ${type}` }
      : await failed(needs, response)
    end()
    return refused(problem)
  } catch (error) {
    end()
    return refused(thrown(needs, error))
  } finally {
    cancelDeadline()
  }
}
