import type { FastifyReply } from 'fastify'
import type { Budgets } from '../domain/budgets'
import { HttpRefusal } from './refusal'

/** Counts a request against the budget of `key`, or refuses it with 429 and the time to wait. */
export async function spend(budgets: Budgets, key: string, perMinute: number, reply: FastifyReply) {
  const charge = await budgets.charge(key, perMinute)
  reply.header('x-ratelimit-limit', perMinute)
  reply.header('x-ratelimit-remaining', charge.kind === 'granted' ? charge.remaining : 0)
  if (charge.kind === 'granted') return
  throw new HttpRefusal(
    'RATE_LIMITED',
    `More than ${perMinute} requests a minute; try again in ${charge.retryAfterSeconds} s`,
    {},
    { 'retry-after': String(charge.retryAfterSeconds) },
  )
}
