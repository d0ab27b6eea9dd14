import { expect, test } from 'vitest'
import {
  historyProof,
  historyQuery,
  isOtherHistory,
} from '../../../../../../src/main/engine/central/connection/history-proof'
import { readHistory } from '../../../../../../src/shared/api/feed-history'
import { callProblems, eachProblem } from '../support'

const none = { epoch: 'e-1', n: 7, rows: [], snapshots: 1 }
const two = {
  ...none,
  rows: [
    { n: 7, digest: '0123456789abcdef' },
    { n: 9, digest: 'fedcba9876543210' },
  ],
}

test('central reads what a bench says of its history', () => {
  expect(historyProof(none)).toBe('e-1:7')
  expect(readHistory(historyProof(none))).toEqual({ epoch: 'e-1', rows: [{ n: 7, digest: undefined }] })
  expect(historyProof(two)).toBe('e-1:7:0123456789abcdef,9:fedcba9876543210')
  expect(readHistory(historyProof(two))).toEqual({ epoch: 'e-1', rows: two.rows })
})

test('in a query it survives the way, and is left out where there is none', () => {
  expect(historyQuery(null, '?')).toBe('')
  expect(new URLSearchParams(historyQuery(two, '?')).get('known')).toBe(historyProof(two))
  expect(historyQuery(none, '&')).toBe('&known=e-1%3A7')
})

const others = Object.fromEntries(Object.keys(callProblems).map((name) => [name, name === 'otherHistory']))

test.each(eachProblem(others as Record<keyof typeof callProblems, boolean>))('%s', (_name, problem, expected) => {
  expect(isOtherHistory(problem)).toBe(expected)
})
