// A device's sign of life. Whatever a device that has shown its token sends here says that it is there, even what is no JSON at all.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readStatus } from '../../../shared/api/device-reports'
import { type Central, timeOf } from '../../domain/central'
import type { DeviceAccess } from '../../domain/devices/access'
import { reportStatus } from '../../domain/devices/status'
import { endpoint } from '../endpoint'
import { isTooDeep } from '../json-body'
import { withOddValues } from './odd-values'

/** Undefined for what is none, nests too deep, or is not UTF-8. */
function jsonOf(body: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return isTooDeep(text) ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export const statusRoute =
  (central: Central, deviceOf: (request: FastifyRequest) => DeviceAccess) => async (app: FastifyInstance) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => jsonOf(body))
    // A body that is too large was not read; that it came is a sign of life all the same.
    app.setErrorHandler(async (problem: Error & { readonly code?: string }, request) => {
      if (problem.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
        await reportStatus(central, deviceOf(request), readStatus(undefined))
      }
      throw problem
    })
    endpoint(app, '/status', {
      POST: async (request) => {
        const { device, oddValues } = await reportStatus(central, deviceOf(request), readStatus(request.body))
        return withOddValues({ device, serverTime: timeOf(central.clock) }, oddValues)
      },
    })
  }
