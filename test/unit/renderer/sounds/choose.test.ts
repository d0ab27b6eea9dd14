import { describe, expect, it } from 'vitest'
import { soundFor, soundOfReader, soundOfRefusal, soundOfVerification } from '../../../../src/renderer/sounds/choose'
import { cues } from '../../../../src/renderer/sounds/cues'
import { procedureId } from '../../../../src/shared/model/ids'
import { madeNumber } from '../../../../src/shared/model/made'
import type { AttentionSnapshot, VerifyRefusal, VerifyStep } from '../../../../src/shared/views/attention'
import type { LastResult, TagRefusal } from '../../../../src/shared/views/tagging'
import { aProcedure, tagOf } from '../../../support/builders/procedure'
import { aRow, aTagging } from '../../../support/builders/snapshots'

const tag = tagOf('E2801160600000000001')
const owner = { name: 'VL-017', subjectCode: 'SUBJ-0042', since: null }
const refusals: readonly (readonly [TagRefusal, ReturnType<typeof soundOfRefusal>])[] = [
  [{ kind: 'otherSubject', tag, owner, expectedSubject: 'SUBJ-1' }, 'mismatch'],
  [{ kind: 'notTheLast', tag, saved: tag }, 'mismatch'],
  [{ kind: 'notItsTag', tag, own: tag }, 'mismatch'],
  [{ kind: 'tagInUse', tag, owner }, 'duplicate'],
  [{ kind: 'notSaved', why: 'disk', detail: 'disk full' }, 'notSaved'],
  [{ kind: 'severalTags', tags: [], withdrawn: null }, 'severalTags'],
  [{ kind: 'notClear', tags: [tag] }, 'severalTags'],
  [{ kind: 'tagChanged', tags: [tag], withdrawn: null }, 'severalTags'],
  [{ kind: 'unreadable', why: 'noise' }, 'unreadable'],
  [{ kind: 'noIdentity' }, 'unreadable'],
  [{ kind: 'wrongLength' }, 'unreadable'],
  [{ kind: 'randomId' }, 'unreadable'],
  [{ kind: 'otherPurpose', tag, purpose: 'badge' }, 'duplicate'],
  [{ kind: 'readerGone', readerName: 'r' }, 'readerGone'],
  [{ kind: 'procedureGone' }, 'mismatch'],
]
const accepted: LastResult = { kind: 'accepted', vialName: 'VL-001', tag, atMs: 1 }

describe('the sound of a result', () => {
  const before = aTagging({ resultNumber: 4 })

  it.each(refusals)('of a refused read: %j', (refusal, cue) => {
    expect(soundOfRefusal(refusal)).toBe(cue)
    expect(soundFor(before, aTagging({ resultNumber: 5, last: { kind: 'refused', refusal, atMs: 1 } }))).toBe(cue)
  })

  it('is short and high for a saved vial, and another for the last one', () => {
    expect(soundFor(before, aTagging({ resultNumber: 5, last: accepted }))).toBe('accepted')
    expect(soundFor(before, aTagging({ resultNumber: 5, last: accepted, step: { kind: 'finished', vials: 2 } }))).toBe(
      'done',
    )
  })

  it('tells an undo', () => {
    expect(soundFor(before, aTagging({ resultNumber: 5, last: { kind: 'undone', vialName: 'VL-001', atMs: 1 } }))).toBe(
      'undone',
    )
  })

  it.each<[LastResult, ReturnType<typeof soundOfRefusal>]>([
    [{ kind: 'sameAgain', vialName: 'VL-001', atMs: 1 }, 'known'],
    [{ kind: 'waits', vialName: 'VL-001', why: 'none', atMs: 1 }, 'asks'],
    [{ kind: 'onlySkipped', vials: 2, atMs: 1 }, 'asks'],
  ])('of a read that changes nothing: %j', (last, cue) => {
    expect(soundFor(before, aTagging({ resultNumber: 5, last }))).toBe(cue)
  })

  it('of what lies on a reader where nobody is tagging', () => {
    expect(soundOfReader({ kind: 'freeTag', tag })).toBe('known')
    expect(soundOfReader({ kind: 'several', tags: [tag], changed: true })).toBe('severalTags')
    expect(soundOfReader({ kind: 'unreadable', why: 'randomId' })).toBe('unreadable')
    expect(soundOfReader({ kind: 'notSaved', why: 'full', detail: '' })).toBe('notSaved')
  })

  it('is silence while nothing was read', () => {
    expect(soundFor(before, aTagging({ resultNumber: 4, last: accepted, tagged: 1 }))).toBeNull()
    expect(soundFor(null, aTagging({ resultNumber: 5, last: accepted }))).toBeNull()
    expect(soundFor(before, null)).toBeNull()
  })

  it('is heard although central numbers the procedure in the same moment', () => {
    const made = { id: '019cad8f-ac00-7a59-8b69-c86db6448aaf', subjectCode: 'SUBJ-9', newVials: 1 }
    const unnumbered = aTagging({ procedure: aProcedure({ id: madeNumber(made.id), made }), resultNumber: 4 })
    const numbered = aProcedure({ id: procedureId(91_950_793), made })
    expect(soundFor(unnumbered, aTagging({ procedure: numbered, resultNumber: 5, last: accepted }))).not.toBeNull()
  })

  it('is silence when another procedure opens', () => {
    const other = aTagging({ procedure: aProcedure({ id: procedureId(99) }), resultNumber: 7, last: accepted })
    expect(soundFor(before, other)).toBeNull()
  })
})

describe('the sound of a read while a vial is verified', () => {
  const none = { n: 0, exact: true }
  const at = (readNumber: number, step: VerifyStep | null): AttentionSnapshot => ({
    count: none,
    toVerify: none,
    losses: none,
    waiting: none,
    restorations: [],
    open:
      step === null
        ? null
        : {
            row: {
              kind: 'verify',
              vial: { ...aRow(1), verify: { since: '', why: 'restored', place: null } },
              remembered: [],
              conflict: null,
            },
            step,
            procedures: [],
          },
    readNumber,
  })
  const refused = (refusal: VerifyRefusal): VerifyStep => ({ kind: 'refused', refusal })

  it('asks for the place of the right vial, and tells a wrong one from two', () => {
    const before = at(1, { kind: 'scan' })
    const heard = (step: VerifyStep) => soundOfVerification(before, at(2, step))
    expect(heard({ kind: 'scanned', tag, lies: true })).toBe('asks')
    const owner = { name: 'V', subjectCode: 'S', since: null }
    expect(heard(refused({ kind: 'otherVial', tag, owner, toVerify: null }))).toBe('mismatch')
    expect(heard(refused({ kind: 'freeTag', tag }))).toBe('mismatch')
    expect(heard(refused({ kind: 'severalTags', tags: [tag], changed: false }))).toBe('severalTags')
    expect(heard(refused({ kind: 'otherPurpose', tag, purpose: 'badge' }))).toBe('duplicate')
    expect(heard(refused({ kind: 'unreadable', why: 'noise' }))).toBe('unreadable')
  })

  it('is silence where nothing was read, and for the first snapshot', () => {
    const right = at(2, { kind: 'scanned', tag, lies: true })
    expect(soundOfVerification(null, right)).toBeNull()
    expect(soundOfVerification(right, at(2, { kind: 'scanned', tag, lies: false }))).toBeNull()
    expect(soundOfVerification(right, at(3, null))).toBeNull()
  })
})

describe('the cues', () => {
  const lasts = (name: keyof typeof cues) => Math.max(...cues[name].notes.map((note) => note.at + note.lasts))

  it('make "not saved" louder and longer than all others', () => {
    const { notSaved, ...others } = cues
    for (const cue of Object.values(others)) expect(cue.loudness).toBeLessThan(notSaved.loudness)
    for (const name of Object.keys(others)) expect(lasts(name as keyof typeof cues)).toBeLessThan(lasts('notSaved'))
  })

  it('are all told apart by their register, the number of their notes and the way these go', () => {
    const melodies = Object.values(cues).map(({ notes }) => {
      const pitches = notes.map(({ pitch }) => pitch)
      const way = pitches.slice(1).map((pitch, index) => Math.sign(pitch - (pitches[index] ?? pitch)))
      return `${(pitches[0] ?? 0) > 600 ? 'high' : 'low'} ${way.join(' ')}`
    })
    expect(new Set(melodies).size).toBe(Object.keys(cues).length)
  })

  it('give each refused read that a hand must answer another way a sound of its own', () => {
    // These are answered as another is: a vial is exchanged, the reader is cleared.
    const alike = ['notTheLast', 'notItsTag', 'procedureGone', 'notClear', 'tagChanged']
    const answeredAlike = [...alike, 'noIdentity', 'wrongLength', 'randomId', 'otherPurpose']
    const others = refusals.map(([refusal]) => refusal).filter(({ kind }) => !answeredAlike.includes(kind))
    expect(new Set(others.map(soundOfRefusal)).size).toBe(others.length)
  })

  it('make success one high note, and every refusal low with two notes or more', () => {
    expect(cues.accepted.notes).toHaveLength(1)
    expect(cues.accepted.notes[0].pitch).toBeGreaterThan(1000)
    for (const [, name] of refusals) {
      expect(cues[name].notes.length).toBeGreaterThanOrEqual(2)
      for (const { pitch } of cues[name].notes) expect(pitch).toBeLessThan(500)
    }
  })
})
