import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  behindText,
  doesText,
  handText,
  happened,
} from '../../../../../src/renderer/features/conflict-desk/conflictView'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import { actText } from '../../../../../src/renderer/parts/benchAct'
import { problemText } from '../../../../../src/renderer/parts/refusal/problemText'
import { ofAnyAct } from '../../../../../src/shared/acts/problems'
import { deciders } from '../../../../../src/shared/acts/problems/problem'
import { acts } from '../../../../../src/shared/acts/table'
import type { ConflictChoice, ConflictKind } from '../../../../../src/shared/model/conflict-kind'
import { benchId } from '../../../../../src/shared/model/ids'
import type { Conflict } from '../../../../../src/shared/views/conflict'
import type { BenchAct } from '../../../../../src/shared/views/sync'
import { aConflict, anAct } from '../../../../support/builders/sync'

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const choices: Readonly<Record<ConflictChoice, true>> = {
  keepCentral: true,
  doAgain: true,
  tagAgain: true,
  useOurTag: true,
}
const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) => Object.keys(record) as Key[]
const every = keysOf(deciders).flatMap((kind) =>
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
        aConflict({ central: { problem: { kind: 'x' }, procedure: null, seen: null, by: null } }),
      ),
    ).toBe('Take the tag off VL-001 and put the vial back where it came from.')
    expect(hand('taggedOtherwise', anAct(), 'keepCentral')).toMatch(/^Take E280 .* off VL-001\. The vial carries E280 /)
    expect(hand('taggedOtherwise', anAct(), 'useOurTag')).toMatch(
      /^Make sure that VL-001 carries E280 .*0001 and no longer .*0002/,
    )
    expect(hand('tagUsedElsewhere', anAct(), 'keepCentral')).toContain('set it aside')
    expect(hand('unfitTag', anAct(), 'keepCentral')).toContain('set it aside')
    expect(hand('unfitTag', anAct(), 'tagAgain')).toContain('attach a new one')
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

const pairs = keysOf(acts).flatMap((act) => [...acts[act].problems, ...ofAnyAct].map((kind) => [act, kind] as const))

describe.each(['en', 'de'] as const)('each act with each problem that it can meet, in %s', (language) => {
  beforeAll(() => startI18n(language))
  afterAll(() => startI18n('en'))

  it.each(pairs)('%s refused as %s: what was done, and why central refused it', (act, kind) => {
    const why = problemText({ kind }, t, formatFor('en-GB'))
    expect(why).not.toContain(kind)
    for (const text of [actText(anAct({ kind: act }), t), why]) {
      expect(text).not.toMatch(/[{}]|act\.|problem\.|undefined/)
      expect(text.trim()).not.toBe('')
    }
  })
})
