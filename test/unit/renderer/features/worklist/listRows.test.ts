import { beforeAll, describe, expect, it } from 'vitest'
import { listRows, rowAfter } from '../../../../../src/renderer/features/worklist/listRows'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { Translate } from '../../../../../src/renderer/i18n/messages'
import { procedureId } from '../../../../../src/shared/model/ids'
import { aProcedure } from '../../../../support/builders/procedure'
import { anEntry, aWorklist } from '../../../../support/builders/snapshots'

const t: Translate = (key, values) => i18n.t(key, { ...values })
beforeAll(() => startI18n('en'))

const entry = (id: number) => anEntry({ procedure: aProcedure({ id: procedureId(id) }) })

describe('the worklist as a list', () => {
  const worklist = aWorklist({ running: [entry(3)], toTag: [entry(1), entry(21)], other: [entry(4)] })
  const ids = (text: string) => listRows(worklist, { type: 'all', text }, t).map((row) => row.entry.procedure.id)

  it('holds every lane, in the order of the lanes', () => {
    expect(ids('')).toEqual([1, 21, 3, 4])
    expect(listRows(worklist, { type: 'all', text: '' }, t).map(({ lane }) => lane)).toEqual([
      'toTag',
      'toTag',
      'running',
      'other',
    ])
  })

  it('is narrowed by the same filter as the lanes', () => {
    expect(ids('21')).toEqual([21])
  })
})

describe('the keys of the list', () => {
  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 0, 1],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 4, 3],
    ['ArrowUp', 0, 0],
    ['Home', 7, 0],
    ['End', 0, 9],
    ['Enter', 3, null],
    ['a', 3, null],
  ] as const)('%s from %i leads to %s', (key, at, to) => {
    expect(rowAfter(key, at, 10)).toBe(to)
  })
})
