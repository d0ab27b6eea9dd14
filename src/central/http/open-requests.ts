// Requests that are being answered: a stop waits for them, so that no client is left wondering whether its request was carried out.
import type { FastifyInstance } from 'fastify'
import type { Timers } from '../../shared/ports'

/** Only streams take longer, and their readers reconnect. */
const patienceMs = 3_000

/** Counts from now on; the returned function waits until none is open, or patience ends. */
export function openRequests(app: FastifyInstance, timers: Timers): () => Promise<void> {
  let open = 0
  let allAnswered = () => {}
  app.addHook('onRequest', async (_request, reply) => {
    open++
    // Not `onResponse`: it does not come for a stream that its reader cut off.
    reply.raw.once('close', () => {
      open--
      if (open === 0) allAnswered()
    })
  })
  return () =>
    new Promise((resolve) => {
      if (open === 0) return resolve()
      const cancel = timers.after(patienceMs, resolve)
      allAnswered = () => {
        cancel()
        resolve()
      }
    })
}
