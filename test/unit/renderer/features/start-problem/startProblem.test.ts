import { expect, it } from 'vitest'
import { schemeIn, startProblemIn } from '../../../../../src/renderer/features/start-problem/startProblem'

const address = (problem: unknown) => `?${new URLSearchParams({ problem: JSON.stringify(problem) }).toString()}`

it.each([
  { kind: 'switch', sentence: '--data needs a value.' },
  { kind: 'policy', sentence: 'The policy file is not valid JSON.' },
  { kind: 'folder', sentence: 'EROFS', why: 'readOnly', path: '/data <b>' },
  { kind: 'broken', sentence: '' },
])('is read as the shell has written it: %j', (problem) => {
  expect(startProblemIn(address(problem))).toEqual(problem)
})

it.each([
  ['', null],
  ['?language=de', null],
  ['?problem=', { kind: 'broken', sentence: '' }],
  ['?problem=7', { kind: 'broken', sentence: '' }],
  [address({ kind: 'other', sentence: 7 }), { kind: 'broken', sentence: '' }],
  [
    address({ kind: 'folder', sentence: 's', why: 'toString' }),
    { kind: 'folder', sentence: 's', why: 'other', path: '' },
  ],
])('of %j is understood %j', (search, problem) => {
  expect(startProblemIn(search)).toEqual(problem)
})

it('has the scheme that somebody has chosen', () => {
  expect(['?scheme=dark', '?scheme=light', '?scheme=x', ''].map(schemeIn)).toEqual([
    'dark',
    'light',
    'system',
    'system',
  ])
})
