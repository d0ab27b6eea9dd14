import { beforeAll, describe, expect, it } from 'vitest'
import { needsCare, oddText } from '../../../../../src/renderer/features/devices/oddValues'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import { type OddValue, oddities } from '../../../../../src/shared/model/device'
import { storageId } from '../../../../../src/shared/model/ids'

const odd = (change: Partial<OddValue> = {}): OddValue => ({
  where: 'levels.0.percent',
  storageId: storageId(2),
  told: '188',
  why: 'outOfRange',
  ...change,
})
const plain = (text: string) => text.replaceAll(/[\u2068\u2069]/g, '')
const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const say = (each: OddValue) => plain(oddText(each, (id) => `Dewar ${id}`, t))
beforeAll(() => startI18n('en'))

describe('a value that can’t be so', () => {
  it('names the tank by its name, or the place in the report', () => {
    expect(say(odd())).toBe('Dewar 2: 188 is out of range')
    expect(say(odd({ storageId: null, where: 'state', told: '"asleep"', why: 'unknownWord' }))).toBe(
      'state: "asleep" is not a known value',
    )
    expect(say(odd({ storageId: null, where: '', told: '7', why: 'notUnderstood' }))).toBe(
      'Report: 7 was not understood',
    )
  })

  it.each(oddities)('has a sentence for %s', (why) => {
    expect(say(odd({ why }))).toMatch(/^Dewar 2: \S/)
  })

  it('keeps the direction of what a device wrote to itself', () => {
    expect(oddText(odd({ told: '"\u202e"' }), () => 'A', t)).toContain('\u2068"\u202e"\u2069')
  })

  it('asks for care, unless all of it is an unknown field', () => {
    expect(needsCare([odd({ why: 'unknownField' })])).toBe(false)
    expect(needsCare([odd({ why: 'unknownField' }), odd()])).toBe(true)
  })
})
