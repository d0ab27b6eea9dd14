import { beforeAll, describe, expect, it } from 'vitest'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import { refusalText } from '../../../../../src/renderer/parts/refusal/refusalText'
import { containerId } from '../../../../../src/shared/model/ids'
import type { Refusal } from '../../../../../src/shared/views/refusal'
import { aPlace, tagOf } from '../../../../support/builders/procedure'

const tag = tagOf('E2801160600000000001')
const id = containerId(1)
/** One of each kind; a new kind of refusal must be added here to compile. */
const samples: { readonly [Kind in Refusal['kind']]: Extract<Refusal, { kind: Kind }> } = {
  noVials: { kind: 'noVials' },
  vialsNotFree: { kind: 'vialsNotFree', why: 'held', names: ['VL-017', 'VL-018'] },
  alikeVial: { kind: 'alikeVial', name: 'vl-017', existing: 'VL-017' },
  invalid: { kind: 'invalid', field: 'cane' },
  notSaved: { kind: 'notSaved', why: 'disk', detail: 'disk full' },
  failed: { kind: 'failed', detail: 'port closed' },
  storeProblem: { kind: 'storeProblem', why: 'damaged', detail: 'x' },
  wrongStatus: { kind: 'wrongStatus', event: 'accept', status: 'CREATED' },
  wrongType: { kind: 'wrongType', event: 'accept', type: 'STORE' },
  unknownVial: { kind: 'unknownVial', containerId: id },
  vialsUntagged: { kind: 'vialsUntagged', containerIds: [id] },
  vialsUnplaced: { kind: 'vialsUnplaced', containerIds: [id, id] },
  alreadyTagged: { kind: 'alreadyTagged', containerId: id, tag },
  otherTag: { kind: 'otherTag', containerId: id, tag: null },
  tagTwice: { kind: 'tagTwice', tag, containerId: id },
  placeTwice: { kind: 'placeTwice', place: aPlace(), containerId: id },
  ownRequest: { kind: 'ownRequest', name: 'M. Weber' },
  reasonMissing: { kind: 'reasonMissing' },
  outcomesMissing: { kind: 'outcomesMissing', containerIds: [id] },
  alreadyDecided: { kind: 'alreadyDecided', containerId: id, outcome: 'done' },
  otherDevice: { kind: 'otherDevice', deviceName: 'Device 1' },
  noSuchProcedure: { kind: 'noSuchProcedure' },
  noTaggingOpen: { kind: 'noTaggingOpen' },
  otherTaggingOpen: { kind: 'otherTaggingOpen', procedureId: 12 },
  claimedElsewhere: { kind: 'claimedElsewhere', benchName: 'Bench 2', until: '2026-03-03T10:00:00Z' },
  nobodySignedIn: { kind: 'nobodySignedIn' },
  notEntitled: { kind: 'notEntitled', why: 'onlySupervisor' },
  nothingToUndo: { kind: 'nothingToUndo' },
  noSuchCane: { kind: 'noSuchCane' },
  caneFull: { kind: 'caneFull' },
  canisterFull: { kind: 'canisterFull', caneLimit: 6 },
  caneExists: { kind: 'caneExists', cane: 'C-1' },
  noName: { kind: 'noName', why: 'invisible', character: 'U+200B' },
  noSuchVial: { kind: 'noSuchVial' },
  notToVerify: { kind: 'notToVerify' },
  notAsShown: { kind: 'notAsShown' },
  notScanned: { kind: 'notScanned' },
  otherOnReader: { kind: 'otherOnReader', name: 'VL-017', subjectCode: 'SUBJ-0042' },
  severalOnReader: { kind: 'severalOnReader', count: 2 },
  placeTaken: { kind: 'placeTaken' },
  noSuchLoss: { kind: 'noSuchLoss' },
  noSuchPerson: { kind: 'noSuchPerson' },
  onlyInDemo: { kind: 'onlyInDemo' },
  onlyOnFirstRun: { kind: 'onlyOnFirstRun' },
  clockWrong: { kind: 'clockWrong', offsetMs: -420_000 },
  noSuchConflict: { kind: 'noSuchConflict' },
  choiceGone: { kind: 'choiceGone' },
  changedMeanwhile: { kind: 'changedMeanwhile' },
  anotherProcedure: { kind: 'anotherProcedure', subjectCode: 'SUBJ-2' },
  notBackedUp: { kind: 'notBackedUp', why: 'diskLow', detail: '12' },
  notRestorable: { kind: 'notRestorable', why: 'otherBench', detail: 'Lake Street' },
  kioskHasNoFiles: { kind: 'kioskHasNoFiles' },
  notExported: { kind: 'notExported', detail: 'disk full' },
}
const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })

beforeAll(() => startI18n('en'))

describe('a refusal', () => {
  it.each(Object.values(samples))('$kind says what happened, what is safe and what to do next', (refusal) => {
    for (const text of Object.values(refusalText(refusal, t, formatFor('en-GB')))) {
      expect(text).not.toMatch(/[{}]|refusal\.|undefined/)
      expect(text.trim()).not.toBe('')
    }
  })

  it('for want of keys blames no key store that is open: the keys may be gone', () => {
    const refusal: Refusal = { kind: 'notSaved', why: 'noKeys', detail: '' }
    const { next, ...texts } = refusalText(refusal, t, formatFor('en-GB'))
    expect(Object.values(texts).join(' ')).toContain("or this bench's keys are not in it")
    expect(next).not.toContain('Unlock')
  })
})
