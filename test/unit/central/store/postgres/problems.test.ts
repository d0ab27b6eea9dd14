import { DatabaseError } from 'pg'
import { describe, expect, test } from 'vitest'
import { isConflict, storeProblem, whyOf } from '../../../../../src/central/store/postgres/problems'
import { untilDone } from '../../../../../src/central/store/postgres/transaction'
import { StoreUnavailable } from '../../../../../src/central/store/store'

const told = (code: string) => Object.assign(new DatabaseError('no', 2, 'error'), { code })
const system = (code: string) => Object.assign(new Error(code), { code })

describe('a failed statement', () => {
  test.each(['08006', '53300', '57P01', '57014', '55P03', '25P03'])('%s by the server: come back later', (code) => {
    expect(storeProblem(told(code))).toBeInstanceOf(StoreUnavailable)
  })

  test.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ENOENT'])(
    '%s by the system: come back later',
    (code) => {
      expect(storeProblem(system(code))).toBeInstanceOf(StoreUnavailable)
    },
  )

  test.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect', 'Query read timeout'])(
    '"%s": come back later',
    (message) => {
      expect(storeProblem(new Error(message))).toBeInstanceOf(StoreUnavailable)
    },
  )

  test.each(['42601', '22003', '23503'])('%s is a bug, and stays what it is', (code) => {
    const problem = told(code)
    expect(storeProblem(problem)).toBe(problem)
    expect(isConflict(problem)).toBe(false)
  })

  test('of a host with several addresses tells the first reason', () => {
    expect(whyOf(new AggregateError([system('ECONNREFUSED'), system('EHOSTUNREACH')]))).toBe('ECONNREFUSED')
  })
})

describe('a transaction that others stand in the way of', () => {
  const timers = {
    after(_: number, run: () => void) {
      run()
      return () => {}
    },
  }
  const failing = (times: number, problem: unknown) => {
    let made = 0
    return async () => {
      if (++made <= times) throw problem
      return made
    }
  }

  test.each(['40001', '40P01', '23505'])('%s: is run again until it is done', async (code) => {
    expect(await untilDone(failing(3, told(code)), timers)).toBe(4)
  })

  test('is given up after eight attempts: a lock that never comes is no database, a key that stays taken is a bug', async () => {
    await expect(untilDone(failing(8, told('40P01')), timers)).rejects.toBeInstanceOf(StoreUnavailable)
    const taken = told('23505')
    await expect(untilDone(failing(8, taken), timers)).rejects.toBe(taken)
  })

  test('is not run again for anything else: nobody knows whether it was carried out', async () => {
    await expect(untilDone(failing(1, new StoreUnavailable('lost')), timers)).rejects.toBeInstanceOf(StoreUnavailable)
  })
})
