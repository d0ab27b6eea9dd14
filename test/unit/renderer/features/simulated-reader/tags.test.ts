import { describe, expect, it } from 'vitest'
import { newTag, storedTag, typedTag } from '../../../../../src/renderer/features/simulated-reader/tags'
import { parseTagId } from '../../../../../src/shared/model/tag'
import { aRow } from '../../../../support/builders/snapshots'

describe('the tags of the simulated reader', () => {
  it('are whole tags of twelve bytes, whatever chance says', () => {
    for (const chance of [0, 0.5, 0.999999]) expect(parseTagId(newTag(() => chance))).toHaveLength(24)
  })

  it.each([
    ['e280 1160 6000 0001', 'E280116060000001'],
    [' E2:80:11:60 ', 'E2801160'],
    ['E28011', 'E28011'],
    ['0000', '0000'],
    ['E280116', null],
    ['VL-003', null],
    ['', null],
    ['AB'.repeat(65), null],
  ])('are typed as people write them: %j', (text, tag) => {
    expect(typedTag(text)).toBe(tag)
  })

  it('are taken from a vial of the subject, or of another', () => {
    const rows = [aRow(1, { tag: null }), aRow(2, { subjectCode: 'SUBJ-1' }), aRow(3, { subjectCode: 'SUBJ-2' })]
    expect(storedTag(rows, 'SUBJ-1', 'own')).toBe(rows[1]?.tag)
    expect(storedTag(rows, 'SUBJ-1', 'foreign')).toBe(rows[2]?.tag)
    expect(storedTag([], 'SUBJ-1', 'foreign')).toBeNull()
  })
})
