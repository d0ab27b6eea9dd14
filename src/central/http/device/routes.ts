// The storage devices' API, `/api/v1/device`: work, status, steps of a procedure, refills.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  type ProcedureReport,
  type Report,
  readFailure,
  readOutcome,
  readRefillProgress,
  readRefillStart,
  readStep,
} from '../../../shared/api/device-reports'
import type { Given } from '../../../shared/model/given'
import { givenDigest } from '../../../trust'
import type { Budgets } from '../../domain/budgets'
import type { Central } from '../../domain/central'
import { type DeviceAccess, deviceByToken } from '../../domain/devices/access'
import { noteOddValues } from '../../domain/devices/odd-values'
import type { DeviceProblem } from '../../domain/devices/problem'
import { type DeviceReport, reportEvent, startBy } from '../../domain/devices/procedure-events'
import { startRefill } from '../../domain/devices/refills'
import { workFor } from '../../domain/devices/work'
import { bearerToken, endpoint, pathId, perRequest, unauthorized } from '../endpoint'
import { spend } from '../rate'
import { HttpRefusal, unknownThing } from '../refusal'
import { notReadable, withOddValues } from './odd-values'
import { statusRoute } from './status'

export interface DeviceOptions {
  readonly central: Central
  readonly budgets: Budgets
  readonly requestsPerMinute: number
}

/** A device reports each vial and each level as it happens, so it needs more than a client does. */
const deviceBudgetFactor = 20

function refusalOf(problem: DeviceProblem): HttpRefusal {
  if (problem.kind === 'unknownProcedure') {
    return new HttpRefusal('NOT_FOUND', `Procedure ${problem.procedureId} not found`, { problem })
  }
  if (problem.kind === 'unknownTank') return unknownThing(`Tank ${problem.storageId}`)
  return new HttpRefusal('CONFLICT', `Not possible now: ${problem.kind}`, { problem })
}

/** Devices that know of it are told what to bring back; the others are answered as ever. */
const asksForGiven = (request: FastifyRequest): boolean =>
  (request.query as Readonly<Record<string, unknown>>).given === 'yes'

export function deviceRoutes({ central, budgets, requestsPerMinute }: DeviceOptions) {
  const devices = perRequest<DeviceAccess>()
  const { db } = central.store

  const report = async (request: FastifyRequest, event: DeviceReport, given: Given | null) => {
    const reported = await reportEvent(central, devices.get(request), pathId(request), event, given)
    if (!reported.ok) throw refusalOf(reported.problem)
    return reported.value
  }

  /** A step of a procedure: what it is about, and what can be gone by of the rest. */
  const step = async <Values extends object>(
    request: FastifyRequest,
    read: ProcedureReport<Values | null>,
    eventOf: (values: Values) => DeviceReport,
  ) => {
    const { values, answered } = await readable(request, read)
    return answered(await report(request, eventOf(values), read.given))
  }

  /** What can be gone by is; what is odd is kept to be shown, whether the rest is accepted or not. */
  const readable = async <Values>(request: FastifyRequest, { values, oddValues }: Report<Values | null>) => {
    await noteOddValues(central, devices.get(request), oddValues)
    if (values === null) throw notReadable(oddValues)
    return { values, answered: <Answer extends object>(answer: Answer) => withOddValues(answer, oddValues) }
  }

  return async (app: FastifyInstance) => {
    app.addHook('onRequest', async (request, reply) => {
      const token = bearerToken(request)
      const device = token === undefined ? undefined : await deviceByToken(db, token)
      if (!device) throw unauthorized('Unknown device')
      devices.set(request, device)
      await spend(budgets, `device:${device.id}`, requestsPerMinute * deviceBudgetFactor, reply)
    })

    endpoint(app, '/work', {
      GET: async (request) => {
        const { given, ...work } = await workFor(central, devices.get(request))
        return asksForGiven(request) ? { ...work, given: Object.fromEntries(given) } : work
      },
    })
    await app.register(statusRoute(central, devices.get))

    endpoint(app, '/procedures/:id/start', {
      POST: (request) => step(request, readStep(request.body), () => startBy(devices.get(request))),
    })
    endpoint(app, '/procedures/:id/outcomes', {
      POST: (request) => step(request, readOutcome(request.body), (values) => ({ kind: 'recordOutcome', ...values })),
    })
    endpoint(app, '/procedures/:id/complete', {
      POST: (request) => step(request, readStep(request.body), () => ({ kind: 'complete' })),
    })
    endpoint(app, '/procedures/:id/fail', {
      POST: (request) => step(request, readFailure(request.body), (values) => ({ kind: 'fail', ...values })),
    })

    endpoint(app, '/refills', {
      POST: async (request, reply) => {
        const { values, answered } = await readable(request, readRefillStart(request.body))
        const started = await startRefill(central, devices.get(request), values)
        if (!started.ok) throw refusalOf(started.problem)
        reply.status(201)
        return answered({ ...started.value, ...(asksForGiven(request) && { given: givenDigest(started.value) }) })
      },
    })
    endpoint(app, '/procedures/:id/refill', {
      POST: (request) =>
        step(request, readRefillProgress(request.body), (values) => ({ kind: 'reportRefill', ...values })),
    })
  }
}
