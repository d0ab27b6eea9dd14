import { describe, expect, it } from 'vitest'
import {
  afterLanguage,
  type Step,
  stepBefore,
  stepNow,
  stepsOf,
} from '../../../../../src/renderer/features/first-run/steps'
import type { BenchSnapshot } from '../../../../../src/shared/views/bench'

type State = Pick<BenchSnapshot, 'mode' | 'link'>
const open: State = { mode: 'bench', link: { kind: 'notEnrolled' } }
const asking: State = { mode: 'bench', link: { kind: 'enrolling' } }
const no: State = { mode: 'bench', link: { kind: 'enrolmentRefused', why: { kind: 'codeUsed' }, url: 'https://c' } }
const fetching: State = { mode: 'bench', link: { kind: 'firstSync', received: 1, total: 9 } }
const cut: State = { mode: 'bench', link: { kind: 'offline', sinceMs: 1, nextAttemptMs: 2 } }
const demo: State = { mode: 'demo', link: { kind: 'notEnrolled' } }

describe('the steps of a first run', () => {
  it('leave central out of a demonstration', () => {
    expect(stepsOf(demo)).not.toContain('central')
    expect(stepsOf(open)).toHaveLength(5)
  })

  it.each<[Step, State, Step]>([
    ['language', fetching, 'language'],
    ['purpose', open, 'purpose'],
    ['purpose', demo, 'reader'],
    ['central', open, 'central'],
    ['central', asking, 'central'],
    ['central', no, 'central'],
    ['central', fetching, 'reader'],
    ['central', cut, 'reader'],
    ['sound', fetching, 'sound'],
  ])('from %s at %j show %s', (chosen, state, shown) => {
    expect(stepNow(chosen, state)).toBe(shown)
  })

  it.each<[Step, State, Step | null]>([
    ['language', open, null],
    ['purpose', open, 'language'],
    ['central', open, 'purpose'],
    // What the bench is was decided: behind that there is no way back.
    ['reader', fetching, null],
    ['reader', demo, null],
    ['sound', fetching, 'reader'],
  ])('lead from %s at %j back to %s', (step, state, before) => {
    expect(stepBefore(step, state)).toBe(before)
  })

  it('pass the purpose over where a link has answered it', () => {
    expect(afterLanguage({ invitation: null })).toBe('purpose')
    expect(afterLanguage({ invitation: { kind: 'unusable', why: 'badCode' } })).toBe('purpose')
    const offered = { kind: 'offered', central: 'https://c', code: 'ABCD', fingerprint: null } as const
    expect(afterLanguage({ invitation: offered })).toBe('central')
  })
})
