// How a bench learns what central knows: the numbered feed, a snapshot of everything, and live events that wake it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { changesQuery, snapshotQuery } from '../../../shared/api/bench-requests'
import { noteContact } from '../../domain/benches/contact'
import { changesAfter } from '../../domain/feed/changes'
import { snapshotLines, snapshotResume } from '../../domain/feed/snapshot'
import { hear } from '../../domain/restoration/notice'
import { endpoint } from '../endpoint'
import { HttpRefusal, parsed } from '../refusal'
import type { BenchContext } from './context'
import { refusalOf } from './refusals'
import { sendLines } from './snapshot-streams'

const streams = true

export function feedRoutes(
  app: FastifyInstance,
  { central, benchOf, refuseOtherHistory, snapshots, live }: BenchContext,
) {
  endpoint(app, '/changes', {
    GET: async (request) => {
      const { after, known, limit, made } = parsed(changesQuery, request.query)
      const bench = benchOf(request)
      await refuseOtherHistory(bench, known)
      if (known) await hear(central, bench)
      if (made !== undefined) await noteContact(central, bench, made)
      const changes = await changesAfter(central, bench.facility.id, after, limit)
      if (!changes.ok) throw refusalOf(changes.problem)
      return changes.value
    },
  })

  const snapshot = async (request: FastifyRequest, reply: FastifyReply) => {
    const { from, known } = parsed(snapshotQuery, request.query)
    const bench = benchOf(request)
    await refuseOtherHistory(bench, known)
    const resume = from === undefined ? null : snapshotResume(from)
    if (resume === undefined) throw new HttpRefusal('VALIDATION_ERROR', 'from: must be what a mark line gave')
    const isWanted = () => !reply.raw.destroyed
    const lines = await snapshotLines(central, bench.facility.id, resume, isWanted)
    if (!lines.ok) throw refusalOf(lines.problem)
    return snapshots.admit(bench, reply.raw) ? sendLines(reply, lines.value) : reply.hijack()
  }
  endpoint(app, '/snapshot', { GET: snapshot }, { streams })

  const events = (request: FastifyRequest, reply: FastifyReply) => live.open(benchOf(request), reply)
  endpoint(app, '/events', { GET: events }, { streams })
}
