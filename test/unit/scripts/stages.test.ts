import { describe, expect, it } from 'vitest'
import { countsOf, runStages, withFailureOf } from '../../../scripts/lib/stages.mjs'

describe('test counts', () => {
  it('are read from reports of vitest and of Playwright', () => {
    expect(countsOf({ numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 })).toEqual({
      passed: 3,
      failed: 1,
      skipped: 3,
    })
    expect(countsOf({ stats: { expected: 4, flaky: 1, unexpected: 2, skipped: 3 } })).toEqual({
      passed: 5,
      failed: 2,
      skipped: 3,
    })
  })

  it('show a failure where a runner failed before any test did', () => {
    const none = { passed: 0, failed: 0, skipped: 0 }
    expect(withFailureOf(1, none).failed).toBe(1)
    expect(withFailureOf(1, { ...none, failed: 3 }).failed).toBe(3)
    expect(withFailureOf(0, none).failed).toBe(0)
  })

  it('count a stage that could not run, and go on with the others', async () => {
    const ran: string[] = []
    const stage = (title: string, code: number, needs?: string) => ({
      title,
      ...(needs === undefined ? {} : { needs }),
      run: async () => {
        ran.push(title)
        return code
      },
    })
    const told: string[] = []
    const stages = [stage('build', 1), stage('end to end', 0, 'build'), stage('unit', 0)]
    const total = await runStages(stages, (line) => told.push(line))
    expect(told).toContain('end to end  not run, since build failed')
    expect(ran).toEqual(['build', 'unit'])
    expect(total).toEqual({ passed: 0, failed: 2, skipped: 0 })
  })
})
