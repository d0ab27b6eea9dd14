import { describe, expect, test } from 'vitest'
import {
  type AfterNoPage,
  afterNoPage,
  checkedRow,
  isAtHead,
  pageCall,
  pageProblem,
  parsedPage,
} from '../../../../../../src/main/engine/central/feed/page'
import { callProblems, eachProblem } from '../support'

const after = { epoch: 'e1', n: 5 }
const page = { epoch: 'e1', head: 7, rows: [{}], serverTime: '2030-01-01T00:00:00Z' }
const person = { entity: 'person', body: { id: 'p', name: 'Ada', role: 'staff' } }

describe('what is asked', () => {
  test('names the position, how much was made, and the history; a single row may be large', () => {
    const history = { epoch: 'e1', n: 5, rows: [], snapshots: 1 }
    const whole = pageCall({ after, limit: 1000, history, made: 7 })
    expect(whole.path).toBe('/changes?after=e1%3A5&limit=1000&made=7&known=e1%3A5')
    const single = pageCall({ after, limit: 1, history: null, made: 0 })
    expect(single.path).toBe('/changes?after=e1%3A5&limit=1&made=0')
    expect(single.maxBytes).toBeGreaterThan(whole.maxBytes ?? 0)
  })

  const gaveUp = (name: keyof typeof callProblems): AfterNoPage => ({ kind: 'giveUp', problem: callProblems[name] })

  test.each(
    eachProblem<AfterNoPage>({
      unreachable: gaveUp('unreachable'),
      otherKey: gaveUp('otherKey'),
      revoked: gaveUp('revoked'),
      overBudget: gaveUp('overBudget'),
      overBudgetNoTime: gaveUp('overBudgetNoTime'),
      unavailable: gaveUp('unavailable'),
      unavailableNoTime: gaveUp('unavailableNoTime'),
      failed: gaveUp('failed'),
      badRequest: gaveUp('badRequest'),
      notFound: gaveUp('notFound'),
      otherHistory: { kind: 'giveUp', problem: { kind: 'snapshotNeeded', why: 'restored' } },
      notUnderstood: gaveUp('notUnderstood'),
      tooLarge: { kind: 'ask', limit: 100 },
      stopped: gaveUp('stopped'),
    }),
  )('after %s', (_name, problem, expected) => {
    expect(afterNoPage(problem, 1000)).toEqual(expected)
  })

  test('a page that is too large is asked for in fewer rows, down to one', () => {
    expect(afterNoPage({ kind: 'tooLarge' }, 5)).toEqual({ kind: 'ask', limit: 1 })
    expect(afterNoPage({ kind: 'tooLarge' }, 1)).toEqual({ kind: 'giveUp', problem: { kind: 'tooLarge' } })
  })
})

describe('a page', () => {
  test('of any other shape is none', () => {
    expect(parsedPage(page)).toEqual({ ok: true, value: page })
    for (const wrong of [null, {}, { ...page, head: -1 }, { ...page, rows: Array.from({ length: 1001 }) }]) {
      expect(parsedPage(wrong)).toMatchObject({ problem: { kind: 'notUnderstood' } })
    }
  })

  test.each([
    ['that goes on', page, null],
    ['of nothing new', { ...page, head: 5, rows: [] }, null],
    ['of another epoch', { ...page, epoch: 'e2' }, { kind: 'snapshotNeeded', why: 'restored' }],
    ['of a head before the mirror', { ...page, head: 4, rows: [] }, { kind: 'snapshotNeeded', why: 'restored' }],
    ['without the rows to its head', { ...page, rows: [] }, { kind: 'snapshotNeeded', why: 'gap' }],
  ])('%s', (_name, given, expected) => {
    expect(pageProblem(given, after)).toEqual(expected)
  })

  test('ends at the head when its last row does', () => {
    const row = { n: 7, digest: undefined, at: undefined, change: null, skipped: null }
    expect(isAtHead(row, page, after)).toBe(true)
    expect(isAtHead({ ...row, n: 6 }, page, after)).toBe(false)
    expect(isAtHead(undefined, { ...page, head: 5 }, after)).toBe(true)
  })
})

describe('a row', () => {
  test.each([
    ['the next one', { n: 6, digest: '0123456789abcdef', ...person }, { ok: true, value: { n: 6, skipped: null } }],
    [
      'about something unsupported',
      { n: 6, entity: 'robot', body: {} },
      { ok: true, value: { n: 6, change: null, skipped: { n: 6, entity: 'robot' } } },
    ],
    ['behind a gap', { n: 7, ...person }, { problem: { kind: 'snapshotNeeded', why: 'gap' } }],
    ['that was there before', { n: 5, ...person }, { problem: { kind: 'snapshotNeeded', why: 'gap' } }],
    ['without a number', person, { problem: { kind: 'notUnderstood' } }],
    ['with half a digest', { n: 6, digest: '0123', ...person }, { problem: { kind: 'notUnderstood' } }],
    [
      'of an unknown shape',
      { n: 6, entity: 'person', body: { id: 'p-7', name: 7 } },
      { ok: true, value: { n: 6, change: null, skipped: { n: 6, entity: 'person', cannot: { key: 'p-7' } } } },
    ],
    ['that is none', null, { problem: { kind: 'notUnderstood' } }],
  ])('%s', (_name, raw, expected) => {
    expect(checkedRow(raw, 6)).toMatchObject(expected)
  })
})
