import { beforeAll, describe, expect, it } from 'vitest'
import { resultTone } from '../../../../../src/renderer/features/tagging/lastResult'
import { panelTone } from '../../../../../src/renderer/features/tagging/panelTone'
import { startI18n } from '../../../../../src/renderer/i18n/i18n'
import { aTagging } from '../../../../support/builders/snapshots'
import { everyRefusal, tag, vial } from './support'

beforeAll(() => startI18n('en'))

describe('the colour of the panel', () => {
  const accepted = { kind: 'accepted', vialName: 'VL-001', tag, atMs: 1 } as const

  it('is green only while a success is fresh', () => {
    expect(panelTone(aTagging({ last: accepted }), true)).toBe('accepted')
    expect(panelTone(aTagging({ last: accepted }), false)).toBe('waiting')
  })

  it.each(everyRefusal)('stays for as long as $kind is not resolved', (refusal) => {
    const tagging = aTagging({ step: { kind: 'refused', vial, refusal } })
    expect(panelTone(tagging, true)).toBe(panelTone(tagging, false))
    expect(['stop', 'attention']).toContain(panelTone(tagging, false))
  })

  it('is red where a sample could be harmed', () => {
    const red = everyRefusal.filter(
      (refusal) => panelTone(aTagging({ step: { kind: 'refused', vial, refusal } }), false) === 'stop',
    )
    expect(red.map(({ kind }) => kind)).toEqual(['tagInUse', 'otherSubject', 'notSaved'])
  })

  it('does not wait for a reader that is not there', () => {
    expect(panelTone(aTagging({ readerReady: false }), false)).toBe('neutral')
  })

  it('is not green after an undo', () => {
    expect(panelTone(aTagging({ last: { kind: 'undone', vialName: 'VL-001', atMs: 1 } }), true)).toBe('waiting')
    expect(resultTone({ kind: 'undone', vialName: 'VL-001', atMs: 1 })).toBe('neutral')
  })
})
