import { beforeAll, describe, expect, it } from 'vitest'
import {
  behindText,
  doesText,
  handText,
  happened,
} from '../../../../../src/renderer/features/conflict-desk/conflictView'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import type { Conflict } from '../../../../../src/shared/model/conflict'
import type { ConflictChoice, ConflictKind } from '../../../../../src/shared/model/conflict-kind'
import { benchId } from '../../../../../src/shared/model/ids'
import type { BenchAct } from '../../../../../src/shared/model/sync'
import { aConflict, anAct } from '../../../../support/builders/sync'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const kinds: Readonly<Record<ConflictKind, true>> = {
  cancelledCentrally: true,
  tagUsedElsewhere: true,
  taggedOtherwise: true,
  otherBench: true,
  rightWithdrawn: true,
  deviceExecuting: true,
  placeTaken: true,
  movedOn: true,
  impossible: true,
}
const acts: Readonly<Record<BenchAct['kind'], true>> = {
  'tag.assign': true,
  'tag.release': true,
  'procedure.prepare': true,
  'procedure.accept': true,
  'procedure.cancel': true,
  'cane.add': true,
  'conflict.resolve': true,
}
const choices: Readonly<Record<ConflictChoice, true>> = {
  keepCentral: true,
  doAgain: true,
  tagAgain: true,
  useOurTag: true,
}
const keysOf = <Key extends string>(record: Readonly<Record<Key, true>>) => Object.keys(record) as Key[]
const every = keysOf(kinds).flatMap((kind) =>
  keysOf(acts).flatMap((act) => keysOf(choices).map((choice) => [kind, act, choice] as const)),
)
const conflictOf = (kind: ConflictKind, act: BenchAct['kind']): Conflict => {
  const { bench } = aConflict()
  return aConflict({ kind, bench: { ...bench, kind: act } })
}
/** As it is read: without what only keeps a line from breaking. */
const read = (text: string) => text.replaceAll('\u2060', '').replaceAll('\u00A0', ' ')
const hand = (kind: ConflictKind, act: BenchAct, choice: ConflictChoice, conflict = aConflict()) =>
  read(handText({ kind, act, procedure: conflict.central.procedure }, choice, t))

beforeAll(() => startI18n('en'))

describe('a conflict in words', () => {
  it.each(every)('%s of %s, %s: what happened, what the choice does, what the hands do', (kind, act, choice) => {
    const conflict = conflictOf(kind, act)
    for (const text of [happened(conflict, t), doesText(conflict, choice, t), hand(kind, conflict.bench, choice)]) {
      expect(text).not.toMatch(/[{}]|conflict\.|undefined/)
      expect(text.trim()).not.toBe('')
    }
  })

  it('says what to do with the vial in the hand', () => {
    expect(
      hand(
        'cancelledCentrally',
        anAct(),
        'keepCentral',
        aConflict({ central: { problem: { kind: 'x' }, procedure: null, by: null } }),
      ),
    ).toBe('Take the tag off VL-001 and put the vial back where it came from.')
    expect(hand('taggedOtherwise', anAct(), 'keepCentral')).toMatch(/^Take E280 .* off VL-001\. The vial carries E280 /)
    expect(hand('taggedOtherwise', anAct(), 'useOurTag')).toMatch(
      /^Make sure that VL-001 carries E280 .*0001 and no longer .*0002/,
    )
    expect(hand('tagUsedElsewhere', anAct(), 'keepCentral')).toContain('set it aside')
    expect(hand('tagUsedElsewhere', anAct(), 'tagAgain')).toContain('attach a new one')
    expect(hand('placeTaken', anAct(), 'tagAgain')).toContain('Leave the tag on VL-001. Choose another place')
    expect(hand('movedOn', anAct({ kind: 'tag.release' }), 'keepCentral')).toContain('Make sure that VL-001 carries')
  })

  it('never has a vial leave storage on an acceptance that does not count', () => {
    expect(hand('rightWithdrawn', anAct({ kind: 'procedure.accept' }), 'keepCentral')).toBe(
      'Leave the vials in storage.',
    )
  })

  it('keeps the tank closed while the device works', () => {
    expect(hand('deviceExecuting', anAct({ kind: 'procedure.cancel' }), 'keepCentral')).toContain('tank closed')
  })

  it('names the other bench where it is known', () => {
    const { central } = aConflict()
    const procedure = central.procedure && {
      ...central.procedure,
      claim: { benchId: benchId('b2'), benchName: 'Bench 2', expiresAt: '' },
    }
    expect(happened(aConflict({ kind: 'otherBench' }), t)).toMatch(/^Another bench/)
    expect(happened(aConflict({ kind: 'otherBench', central: { ...central, procedure } }), t)).toMatch(/^Bench 2/)
  })

  it('tells of the acts behind it, and of none where there is none', () => {
    const { bench } = aConflict()
    expect(behindText(aConflict(), t)).toBeNull()
    expect(behindText(aConflict({ bench: { ...bench, behind: [anAct(), anAct()] } }), t)).toMatch(
      /^2 later entries depend on this/,
    )
  })

  it('never tears a vial’s name or a tag at the end of a line', () => {
    const text = handText({ kind: 'taggedOtherwise', act: anAct(), procedure: null }, 'useOurTag', t)
    expect(text).toContain('VL\u2060-\u2060001')
    expect(text).toContain('E280\u00A01160')
  })
})
