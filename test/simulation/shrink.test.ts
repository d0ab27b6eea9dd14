import { describe, expect, test } from 'vitest'
import type { Plan } from './plan/act'
import { makePlan } from './plan/make'
import { kindOfViolation, shrink } from './shrink'

const plan = makePlan({ seed: 5, acts: 30 })
const numbers = ({ acts }: Plan) => acts.map(({ number }) => number)
const needs =
  (...needed: readonly number[]) =>
  async (tried: Plan) =>
    needed.every((number) => numbers(tried).includes(number))

describe('a failing plan', () => {
  test.each([[[3]], [[0, 29]], [[4, 11, 12, 27]], [[]]])(
    'keeps %j, which the failure needs, and nothing else',
    async (needed) => {
      const { plan: small } = await shrink(plan, needs(...needed), 1000)
      expect(numbers(small)).toEqual(numbers(plan).filter((number) => needed.includes(number)))
    },
  )

  test('is not tried for ever', async () => {
    const { runs } = await shrink(plan, needs(...numbers(plan)), 25)
    expect(runs).toBeLessThanOrEqual(25)
  })

  test('fails in the same way when only numbers and tags differ', () => {
    const [one, other] = ['bench 1: its chain breaks at 7 after 5', 'bench 3: its chain breaks at 12 after 10']
    expect(kindOfViolation(one ?? '')).toBe(kindOfViolation(other ?? ''))
    expect(kindOfViolation('Intent 019CAD was applied twice')).not.toBe(kindOfViolation(one ?? ''))
  })
})

test('a plan hangs on its seed alone', () => {
  expect(makePlan({ seed: 9, acts: 20 })).toEqual(makePlan({ seed: 9, acts: 20 }))
  expect(makePlan({ seed: 9, acts: 20 })).not.toEqual(makePlan({ seed: 10, acts: 20 }))
})
