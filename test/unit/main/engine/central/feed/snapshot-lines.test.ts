import { describe, expect, test } from 'vitest'
import {
  afterLine,
  type SnapshotContent,
  type SnapshotState,
  snapshotBegun,
  totalOf,
} from '../../../../../../src/main/engine/central/feed/snapshot-lines'

const position = { epoch: 'e1', n: 9, digest: undefined }
const head = { position, total: 4 }
const interrupted = { position, resume: 'e1:9:2:people:', received: 2, total: 4 }

const states = {
  new: snapshotBegun(null),
  resumed: snapshotBegun(interrupted),
  underWay: { kind: 'underWay', received: 2, head },
  whole: { kind: 'whole', received: 2, head },
} as const satisfies Record<string, SnapshotState>

const headLine = { kind: 'head', epoch: 'e1', position: 9, total: 4, serverTime: 'now' }
const lines = {
  head: headLine,
  resumedHead: { ...headLine, done: 2 },
  headOfOtherEpoch: { ...headLine, epoch: 'e2', done: 2 },
  headOfOtherPosition: { ...headLine, position: 10, done: 2 },
  row: { kind: 'row', entity: 'person', body: { id: 'p', name: 'Ada', role: 'staff' } },
  unsupportedRow: { kind: 'row', entity: 'robot', body: {} },
  malformedRow: { kind: 'row', entity: 'person', body: {} },
  mark: { kind: 'mark', resume: 'there', done: 2 },
  markElsewhere: { kind: 'mark', resume: 'there', done: 3 },
  end: { kind: 'end', total: 2 },
  endElsewhere: { kind: 'end', total: 4 },
  unknown: { kind: 'weather' },
  nothing: null,
} as const

/** The state and the content after a line, or what is wrong with it. */
type Expected = string | readonly [SnapshotState['kind'], received: number, SnapshotContent['kind']]

const table: Record<keyof typeof states, Record<keyof typeof lines, Expected>> = {
  new: {
    head: ['underWay', 0, 'head'],
    resumedHead: 'another one than before',
    headOfOtherEpoch: 'another one than before',
    headOfOtherPosition: 'another one than before',
    row: 'no head',
    unsupportedRow: 'no head',
    malformedRow: 'no head',
    mark: 'no head',
    markElsewhere: 'no head',
    end: 'no head',
    endElsewhere: 'no head',
    unknown: 'an unknown line',
    nothing: 'an unknown line',
  },
  resumed: {
    head: 'another one than before',
    resumedHead: ['underWay', 2, 'head'],
    headOfOtherEpoch: 'another one than before',
    headOfOtherPosition: 'another one than before',
    row: 'no head',
    unsupportedRow: 'no head',
    malformedRow: 'no head',
    mark: 'no head',
    markElsewhere: 'no head',
    end: 'no head',
    endElsewhere: 'no head',
    unknown: 'an unknown line',
    nothing: 'an unknown line',
  },
  underWay: {
    head: 'two heads',
    resumedHead: 'two heads',
    headOfOtherEpoch: 'two heads',
    headOfOtherPosition: 'two heads',
    row: ['underWay', 3, 'row'],
    unsupportedRow: ['underWay', 3, 'skipped'],
    malformedRow: ['underWay', 3, 'skipped'],
    mark: ['underWay', 2, 'mark'],
    markElsewhere: 'rows are missing',
    end: ['whole', 2, 'end'],
    endElsewhere: 'rows are missing',
    unknown: 'an unknown line',
    nothing: 'an unknown line',
  },
  whole: {
    head: 'a line after its end',
    resumedHead: 'a line after its end',
    headOfOtherEpoch: 'a line after its end',
    headOfOtherPosition: 'a line after its end',
    row: 'a line after its end',
    unsupportedRow: 'a line after its end',
    malformedRow: 'a line after its end',
    mark: 'a line after its end',
    markElsewhere: 'a line after its end',
    end: 'a line after its end',
    endElsewhere: 'a line after its end',
    unknown: 'a line after its end',
    nothing: 'a line after its end',
  },
}

const keys = <Name extends string>(record: Readonly<Record<Name, unknown>>) => Object.keys(record) as Name[]
const cases = keys(states).flatMap((state) => keys(lines).map((line) => [state, line, table[state][line]] as const))

describe('the lines of a snapshot', () => {
  test.each(cases)('%s, %s', (state, line, expected) => {
    const after = afterLine(states[state], JSON.stringify(lines[line]))
    if (typeof expected === 'string') {
      expect(after).toEqual({ ok: false, problem: expected })
      return
    }
    const [kind, received, content] = expected
    expect(after).toMatchObject({ ok: true, value: { state: { kind, received }, content: { kind: content } } })
  })

  test.each(keys(states))('%s, half a line', (state) => {
    expect(afterLine(states[state], '{"kind":')).toEqual({ ok: false, problem: 'a line is not JSON' })
  })

  test('carry what is written, remembered and gone on with', () => {
    expect(afterLine(states.underWay, JSON.stringify(lines.mark))).toMatchObject({
      value: { content: { progress: { position, total: 4, resume: 'there', received: 2 } } },
    })
    expect(afterLine(states.underWay, JSON.stringify(lines.unsupportedRow))).toMatchObject({
      value: { content: { row: { n: 9, entity: 'robot' } } },
    })
    expect(afterLine(states.new, JSON.stringify(lines.head))).toMatchObject({
      value: { state: { head }, content: { serverTime: 'now' } },
    })
  })

  test('give the total as soon as the head has', () => {
    expect(keys(states).map((state) => totalOf(states[state]))).toEqual([null, null, 4, 4])
  })
})
