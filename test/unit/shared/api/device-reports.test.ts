import { describe, expect, test } from 'vitest'
import {
  readFailure,
  readOutcome,
  readRefillProgress,
  readRefillStart,
  readStatus,
  readStep,
} from '../../../../src/shared/api/device-reports'
import { mostOddValues } from '../../../../src/shared/api/reading'

const level = (storageId: unknown, percent: unknown, more: object = {}) => ({ storageId, percent, ...more })
const odd = (where: string, told: string, why: string, storageId: number | null = null) => ({
  where,
  told,
  why,
  storageId,
})

describe('a status report', () => {
  test('without fault is taken whole', () => {
    expect(readStatus({ state: 'working', levels: [level(1, 61.5), level(2, 0), level(3, 100)] })).toEqual({
      values: {
        state: 'working',
        levels: [
          { storageId: 1, percent: 61.5, where: 'levels.0' },
          { storageId: 2, percent: 0, where: 'levels.1' },
          { storageId: 3, percent: 100, where: 'levels.2' },
        ],
      },
      oddValues: [],
    })
  })

  test.each([
    [level(2, 100.4), odd('levels.1.percent', '100.4', 'outOfRange', 2)],
    [level(2, 188), odd('levels.1.percent', '188', 'outOfRange', 2)],
    [level(2, -0.1), odd('levels.1.percent', '-0.1', 'outOfRange', 2)],
    [level(2, Number.POSITIVE_INFINITY), odd('levels.1.percent', 'Infinity', 'outOfRange', 2)],
    [level(2, null), odd('levels.1.percent', 'null', 'notANumber', 2)],
    [level(2, '62'), odd('levels.1.percent', '"62"', 'notANumber', 2)],
    [{ storageId: 2 }, odd('levels.1.percent', '', 'missing', 2)],
    [level('Dewar B', 50), odd('levels.1.storageId', '"Dewar B"', 'notANumber')],
    [level(1.5, 50), odd('levels.1.storageId', '1.5', 'outOfRange')],
    [null, odd('levels.1', 'null', 'notUnderstood')],
    [[2, 50], odd('levels.1', '[2,50]', 'notUnderstood')],
  ])('with the level %j keeps the others and the state, and names it', (bad, named) => {
    const { values, oddValues } = readStatus({ state: 'idle', levels: [level(1, 40), bad, level(3, 60)] })
    expect(values.state).toBe('idle')
    expect(values.levels.map(({ storageId, percent }) => [storageId, percent])).toEqual([
      [1, 40],
      [3, 60],
    ])
    expect(oddValues).toEqual([named])
  })

  test('with an extra field counts, whatever the field holds', () => {
    const report = readStatus({ state: 'idle', levels: [level(1, 40, { valve: 'open' })], firmware: '2.1' })
    expect(report.values).toEqual({ state: 'idle', levels: [{ storageId: 1, percent: 40, where: 'levels.0' }] })
    expect(report.oddValues).toEqual([
      odd('firmware', '"2.1"', 'unknownField'),
      odd('levels.0.valve', '"open"', 'unknownField'),
    ])
  })

  test.each([
    ['asleep', odd('state', '"asleep"', 'unknownWord')],
    [7, odd('state', '7', 'unknownWord')],
    [undefined, odd('state', '', 'missing')],
  ])('with the state %j keeps the levels', (state, named) => {
    const { values, oddValues } = readStatus({ state, levels: [level(1, 40)] })
    expect(values).toMatchObject({ state: null, levels: [{ storageId: 1, percent: 40 }] })
    expect(oddValues).toEqual([named])
  })

  test.each([undefined, null, 7, 'idle', true, [], [1]])('that is %j says nothing, and is read', (body) => {
    expect(readStatus(body)).toMatchObject({
      values: { state: null, levels: [] },
      oddValues: [{ where: '', why: 'notUnderstood' }],
    })
  })

  test('with a tank twice says the last of the two', () => {
    expect(readStatus({ state: 'idle', levels: [level(1, 40), level(1, 41)] }).values.levels).toMatchObject([
      { storageId: 1, percent: 41 },
    ])
  })

  test('names so many values at most, each of a length that a screen has room for', () => {
    const levels = Array.from({ length: 50 }, (_, index) => level(index, '\u{1F9CA}'.repeat(500)))
    const { oddValues } = readStatus({ state: 'idle', levels, ['x'.repeat(5_000)]: 1 })
    expect(oddValues).toHaveLength(mostOddValues)
    for (const { where, told } of oddValues) {
      expect([...where].length).toBeLessThanOrEqual(60)
      expect([...told].length).toBeLessThanOrEqual(40)
      expect(told).not.toMatch(/\p{Cs}/u)
    }
  })
})

describe('a step', () => {
  test('an outcome with an extra field counts', () => {
    expect(readOutcome({ containerId: 7, outcome: 'done', gripper: 3 })).toEqual({
      given: null,
      values: { containerId: 7, outcome: 'done' },
      oddValues: [odd('gripper', '3', 'unknownField')],
    })
  })

  test.each([
    [{ containerId: 7, outcome: 'pending' }, [odd('outcome', '"pending"', 'unknownWord')]],
    [{ containerId: null, outcome: 'done' }, [odd('containerId', 'null', 'notANumber')]],
    [{}, [odd('containerId', '', 'missing'), odd('outcome', '', 'missing')]],
    [null, [odd('', 'null', 'notUnderstood')]],
  ])('an outcome %j can be gone by in no way', (body, named) => {
    expect(readOutcome(body)).toEqual({ values: null, given: null, oddValues: named })
  })

  test('a failure keeps what of its reason can be read', () => {
    expect(readFailure({ reason: ' Stuck ' })).toEqual({ values: { reason: 'Stuck' }, given: null, oddValues: [] })
    expect(readFailure({ reason: 'Arm\u0000stuck' }).values).toEqual({ reason: 'Arm stuck' })
    expect(readFailure({ reason: 'Arm\u0000stuck' }).oddValues).toMatchObject([{ where: 'reason' }])
    expect(readFailure({ reason: 'a'.repeat(501) }).values).toEqual({ reason: 'a'.repeat(500) })
    expect(readFailure({ reason: 'Stuck', code: 12 }).values).toEqual({ reason: 'Stuck' })
  })

  test.each([{ reason: ' ' }, { reason: 5 }, {}, null, 'Stuck'])('a failure %j gives no reason', (body) => {
    const { values, oddValues } = readFailure(body)
    expect(values).toBeNull()
    expect(oddValues).toHaveLength(1)
  })

  test('a refill begins without its gauge, and goes on with the one that works', () => {
    expect(readRefillStart({ storageId: 3, levelPercent: 100.4 })).toEqual({
      values: { storageId: 3, levelPercent: null },
      oddValues: [odd('levelPercent', '100.4', 'outOfRange', 3)],
    })
    expect(readRefillStart({ levelPercent: 50 }).values).toBeNull()
    expect(readRefillProgress({ levelPercent: 188, litresAdded: 20 })).toMatchObject({
      values: { levelPercent: null, litresAdded: 20 },
      oddValues: [{ where: 'levelPercent', why: 'outOfRange' }],
    })
    expect(readRefillProgress({ levelPercent: 80, litresAdded: null }).values).toEqual({
      levelPercent: 80,
      litresAdded: null,
    })
    expect(readRefillProgress(7).values).toEqual({ levelPercent: null, litresAdded: null })
  })
})

describe('what a report is about', () => {
  const digest = 'a'.repeat(64)
  const nothingElse = { type: null, subjectCode: null, createdAt: null, vials: [] }

  test('may be the digest alone, or with as much as the device keeps', () => {
    expect(readStep({ given: digest })).toEqual({ values: {}, given: { digest, ...nothingElse }, oddValues: [] })
    const given = { digest, type: 'STORE', subjectCode: 'S-1', createdAt: '2026-01-01T00:00:00Z' }
    const vial = {
      containerId: 7,
      name: 'V',
      tag: null,
      place: { storageId: 1, canister: 'A', cane: 'B', position: 1 },
    }
    const report = readOutcome({ containerId: 7, outcome: 'done', given: { ...given, vials: [vial] } })
    expect(report).toMatchObject({ given: { ...given, vials: [vial] }, oddValues: [] })
  })

  test.each([
    ['no digest', { type: 'STORE' }],
    ['another word', 'latest'],
    ['a number', 12],
    ['null', null],
  ])('that is %s is odd, and says nothing', (_, given) => {
    const { given: read, oddValues, values } = readRefillProgress({ levelPercent: 50, litresAdded: 1, given })
    expect(read).toBeNull()
    expect(oddValues).toHaveLength(1)
    expect(values).toEqual({ levelPercent: 50, litresAdded: 1 })
  })

  test('with something odd beside the digest counts by its digest', () => {
    const vials = [{ containerId: 'x' }]
    const { given, oddValues } = readFailure({ reason: 'Stuck', given: { digest, type: 9, subjectCode: null, vials } })
    expect(given).toEqual({ digest, ...nothingElse })
    expect(oddValues.map(({ where }) => where)).toEqual(['given.type', 'given.vials.0'])
  })

  test.each(['\ud800', '\0', 'C'.repeat(201)])(
    'passes over a vial at a place with a name that nobody can keep or sign',
    (name) => {
      for (const where of [
        { canister: name, cane: 'B' },
        { canister: 'A', cane: name },
      ]) {
        const vial = { containerId: 7, name: 'V', tag: null, place: { storageId: 1, position: 1, ...where } }
        const { given, oddValues } = readStep({ given: { digest, vials: [vial] } })
        expect(given).toEqual({ digest, ...nothingElse })
        expect(oddValues).toMatchObject([{ where: 'given.vials.0' }])
      }
    },
  )

  test('is not asked of an older device', () => {
    for (const body of [undefined, null, {}, [], 'x', { other: 1 }]) {
      expect(readStep(body)).toEqual({ values: {}, given: null, oddValues: [] })
    }
  })
})
