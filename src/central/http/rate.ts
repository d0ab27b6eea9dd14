import type { FastifyReply } from 'fastify'
import type { Budgets } from '../domain/budgets'
import { HttpRefusal } from './refusal'

/** Counts a request against the budget of `key`, or refuses it with 429 and when to come again. */
export async function spend(budgets: Budgets, key: string, perMinute: number, reply: FastifyReply) {
  const taken = await budgets.take(key, perMinute)
  reply.header('x-ratelimit-limit', perMinute)
  reply.header('x-ratelimit-remaining', taken.kind === 'granted' ? taken.remaining : 0)
  if (taken.kind === 'granted') return
  throw new HttpRefusal(
    'RATE_LIMITED',
    `More than ${perMinute} requests a minute; try again in ${taken.retryAfterSeconds} s`,
    {},
    { 'retry-after': String(taken.retryAfterSeconds) },
  )
}
