// The storage devices' API, `/api/v1/device`: work, status, steps of a procedure, refills.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { failRequest, outcomeRequest, refillProgress, refillRequest, statusRequest } from '../../../shared/api/device'
import { containerId } from '../../../shared/model/ids'
import type { Budgets } from '../../domain/budgets'
import { type Central, timeOf } from '../../domain/central'
import { type DeviceAccess, deviceByToken } from '../../domain/devices/access'
import type { DeviceProblem } from '../../domain/devices/problem'
import { type DeviceEvent, reportEvent, startBy } from '../../domain/devices/procedure-events'
import { startRefill } from '../../domain/devices/refills'
import { reportStatus } from '../../domain/devices/status'
import { workFor } from '../../domain/devices/work'
import { bearerToken, endpoint, pathId, perRequest, unauthorized } from '../endpoint'
import { spend } from '../rate'
import { HttpRefusal, parsed, unknownThing } from '../refusal'

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

  const report = async (request: FastifyRequest, event: DeviceEvent) => {
    const reported = await reportEvent(central, devices.get(request), pathId(request), event)
    if (!reported.ok) throw refusalOf(reported.problem)
    return reported.value
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

    endpoint(app, '/status', {
      POST: async (request) => {
        const status = await reportStatus(central, devices.get(request), parsed(statusRequest, request.body))
        if (!status.ok) throw refusalOf(status.problem)
        return { device: status.value, serverTime: timeOf(central.clock) }
      },
    })

    endpoint(app, '/procedures/:id/start', { POST: (request) => report(request, startBy(devices.get(request))) })
    endpoint(app, '/procedures/:id/outcomes', {
      POST: (request) => {
        const body = parsed(outcomeRequest, request.body)
        return report(request, {
          kind: 'recordOutcome',
          containerId: containerId(body.containerId),
          outcome: body.outcome,
        })
      },
    })
    endpoint(app, '/procedures/:id/complete', { POST: (request) => report(request, { kind: 'complete' }) })
    endpoint(app, '/procedures/:id/fail', {
      POST: (request) => report(request, { kind: 'fail', reason: parsed(failRequest, request.body).reason }),
    })

    endpoint(app, '/refills', {
      POST: async (request, reply) => {
        const started = await startRefill(central, devices.get(request), parsed(refillRequest, request.body))
        if (!started.ok) throw refusalOf(started.problem)
        reply.status(201)
        return started.value
      },
    })
    endpoint(app, '/procedures/:id/refill', {
      POST: (request) => report(request, { kind: 'reportRefill', ...parsed(refillProgress, request.body) }),
    })
  }
}
