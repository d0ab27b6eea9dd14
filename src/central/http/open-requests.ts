// Requests that are being answered: a stop waits for them, so that nobody is left wondering whether a request was carried out.
import type { FastifyInstance } from 'fastify'
import type { Timers } from '../../shared/ports'

/** Longer only streams take, and their readers come back. */
const patienceMs = 3_000

/** Counts from here on; the returned function waits until none is open, or patience ends. */
export function openRequests(app: FastifyInstance, timers: Timers): () => Promise<void> {
  let open = 0
  let allAnswered = () => {}
  app.addHook('onRequest', async (_request, reply) => {
    open++
    // Not `onResponse`: it stays away for a stream that its reader cut off.
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
