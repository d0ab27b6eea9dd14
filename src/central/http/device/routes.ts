// The storage devices' API, `/api/v1/device`: work, status, steps of a procedure, refills.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  type Report,
  readFailure,
  readOutcome,
  readRefillProgress,
  readRefillStart,
} from '../../../shared/api/device-reports'
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
  if (problem.kind === 'unknownProcedure') return unknownThing(`Procedure ${problem.procedureId}`)
  if (problem.kind === 'unknownTank') return unknownThing(`Tank ${problem.storageId}`)
  return new HttpRefusal('CONFLICT', `Not possible now: ${problem.kind}`, { problem })
}

export function deviceRoutes({ central, budgets, requestsPerMinute }: DeviceOptions) {
  const devices = perRequest<DeviceAccess>()
  const { db } = central.store

  const report = async (request: FastifyRequest, event: DeviceReport) => {
    const reported = await reportEvent(central, devices.get(request), pathId(request), event)
    if (!reported.ok) throw refusalOf(reported.problem)
    return reported.value
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

    endpoint(app, '/work', { GET: (request) => workFor(db, devices.get(request)) })
    await app.register(statusRoute(central, devices.get))

    endpoint(app, '/procedures/:id/start', { POST: (request) => report(request, startBy(devices.get(request))) })
    endpoint(app, '/procedures/:id/outcomes', {
      POST: async (request) => {
        const { values, answered } = await readable(request, readOutcome(request.body))
        return answered(await report(request, { kind: 'recordOutcome', ...values }))
      },
    })
    endpoint(app, '/procedures/:id/complete', { POST: (request) => report(request, { kind: 'complete' }) })
    endpoint(app, '/procedures/:id/fail', {
      POST: async (request) => {
        const { values, answered } = await readable(request, readFailure(request.body))
        return answered(await report(request, { kind: 'fail', ...values }))
      },
    })

    endpoint(app, '/refills', {
      POST: async (request, reply) => {
        const { values, answered } = await readable(request, readRefillStart(request.body))
        const started = await startRefill(central, devices.get(request), values)
        if (!started.ok) throw refusalOf(started.problem)
        reply.status(201)
        return answered(started.value)
      },
    })
    endpoint(app, '/procedures/:id/refill', {
      POST: async (request) => {
        const { values, answered } = await readable(request, readRefillProgress(request.body))
        return answered(await report(request, { kind: 'reportRefill', ...values }))
      },
    })
  }
}
