// What a reader's read can be refused with, for the tests of this screen.
import type { TagRefusal } from '../../../../../src/shared/views/tagging'
import { aVial, tagOf } from '../../../../support/builders/procedure'

export const tag = tagOf('E2801160600000000001')
export const vial = aVial(3)
export const owner = { name: 'VL-017', subjectCode: 'SUBJ-0042', since: '2026-03-03T10:00:00Z' }
/** One of each kind. */
export const everyRefusal: readonly TagRefusal[] = [
  {
    kind: 'severalTags',
    tags: [
      { tag, rssi: null },
      { tag: tagOf('E2801160600000000002'), rssi: -40 },
    ],
    withdrawn: null,
  },
  { kind: 'tagChanged', tags: [tag, tagOf('E2801160600000000002')], withdrawn: null },
  { kind: 'tagInUse', tag, owner },
  { kind: 'otherSubject', tag, owner, expectedSubject: 'SUBJ-2024-001' },
  { kind: 'notClear', tags: [tag] },
  { kind: 'unreadable', why: 'checksum' },
  { kind: 'noIdentity' },
  { kind: 'wrongLength' },
  { kind: 'randomId' },
  { kind: 'otherPurpose', tag: tagOf('04A1B2C3D4E5F6'), purpose: 'badge' },
  { kind: 'readerGone', readerName: 'SW-UHF' },
  { kind: 'procedureGone' },
  { kind: 'notTheLast', tag, saved: tagOf('E2801160600000000002') },
  { kind: 'notItsTag', tag, own: tagOf('E2801160600000000002') },
  { kind: 'notSaved', why: 'disk', detail: 'disk full' },
]
