import { describe, expect, it } from 'vitest'
import { Answering } from '../../../../../../src/main/engine/readers/models/answering'

/** `.` an answer, `x` none; how many questions it took to be found silent, or null. */
const foundAfter = (questions: string): number | null => {
  const answering = new Answering()
  let asked = 0
  for (const each of questions) {
    asked++
    if (!answering.note(each === '.')) return asked
  }
  return null
}

describe('a reader that is asked', () => {
  it.each([
    ['..........', null],
    ['xxxxx', 5],
    ['.x.x.x.x.x', 10],
    ['x.x.x.x.x', 9],
    ['..x..x..x..x..x..x..x', null],
    [`${'.'.repeat(50)}xxxxx`, 55],
    ['xxxx..........xxxx..........', null],
  ])('%s: silent after %j', (questions, after) => {
    expect(foundAfter(questions)).toBe(after)
  })
})
