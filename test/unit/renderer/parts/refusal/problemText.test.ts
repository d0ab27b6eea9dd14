import { describe, expect, it } from 'vitest'
import { formatFor } from '../../../../../src/renderer/i18n/format'
import { i18n, startI18n } from '../../../../../src/renderer/i18n/i18n'
import type { Language } from '../../../../../src/renderer/i18n/language'
import type { MessageKey, MessageValues } from '../../../../../src/renderer/i18n/messages'
import { problemText } from '../../../../../src/renderer/parts/refusal/problemText'
import type { ActProblem, ToldProblem } from '../../../../../src/shared/acts/problems'
import { containerId, facilityId } from '../../../../../src/shared/model/ids'
import { aPlace, tagOf } from '../../../../support/builders/procedure'

const tag = tagOf('E2801160600000000001')
const id = containerId(1)
const place = aPlace({ canister: 'C4', cane: 'CN7', position: 3 })

const aSeen = {
  type: 'STORE',
  subjectCode: 'SUBJ-0042',
  createdAt: '2026-03-03T10:00:00.000Z',
  vials: [],
  vialCount: 0,
}

const aNamedVial = { name: 'VL-017', subjectCode: 'SUBJ-0042' }

/** What a device is refused with: no bench asks for any of it. */
type OfDevices = 'otherDevice'
type OfBenches = Exclude<ActProblem, { kind: OfDevices }>

/** One of each kind that an act can be refused with, and what its sentence must name. A new kind must be added here to compile. */
const ofActs: {
  readonly [Kind in OfBenches['kind']]: readonly [Extract<OfBenches, { kind: Kind }>, ...(string | number)[]]
} = {
  tagUsed: [
    {
      kind: 'tagUsed',
      tag,
      containerId: id,
      containerName: 'VL-017',
      subjectCode: 'SUBJ-0042',
      facilityId: facilityId(1),
      since: '2026-03-03T10:00:00.000Z',
    },
    'VL-017',
    'SUBJ-0042',
    '2026',
    'E280 1160 6000',
  ],
  tagReserved: [{ kind: 'tagReserved', tag, purpose: 'badge' }, 'E280 1160 6000'],
  notATag: [{ kind: 'notATag', tag: 'E2801160', why: 'noIdentity' }, 'E280 1160'],
  placeTaken: [{ kind: 'placeTaken', place }, 'C4', 'CN7', 3],
  unknownPlace: [{ kind: 'unknownPlace', place }, 'C4', 'CN7', 3],
  canisterFull: [{ kind: 'canisterFull', canister: 'C4', caneLimit: 10 }, 'C4', 10],
  unknownCanister: [{ kind: 'unknownCanister', storageId: 2, canister: 'C4' }, 'C4'],
  notWhatWasSeen: [{ kind: 'notWhatWasSeen', seen: aSeen, central: aSeen }],
  noSuchVial: [
    { kind: 'noSuchVial', containerId: id, name: 'VL-017', subjectCode: 'SUBJ-0042' },
    'VL-017',
    'SUBJ-0042',
  ],
  otherVial: [
    { kind: 'otherVial', seen: aNamedVial, central: { name: 'VL-900', subjectCode: 'SUBJ-0666' } },
    'VL-017',
    'SUBJ-0042',
    'VL-900',
    'SUBJ-0666',
  ],
  otherFacilityMeant: [{ kind: 'otherFacilityMeant', facilityId: 2 }],
  unknownSubject: [{ kind: 'unknownSubject', subjectCode: 'SUBJ-0042' }, 'SUBJ-0042'],
  severalSubjects: [
    { kind: 'severalSubjects', subjectCode: 'SUBJ-0042', codes: ['subj-0042', 'Subj-0042'] },
    'SUBJ-0042',
    'subj-0042',
    'Subj-0042',
  ],
  alikeVial: [{ kind: 'alikeVial', name: 'vl-017', existing: 'VL-017' }, 'vl-017', 'VL-017'],
  vialsNotFree: [
    {
      kind: 'vialsNotFree',
      why: 'held',
      vials: [
        { containerId: id, name: 'VL-017' },
        { containerId: id, name: 'VL-018' },
      ],
    },
    'VL-017',
    'VL-018',
  ],
  nothingToVerify: [{ kind: 'nothingToVerify', name: 'VL-017' }, 'VL-017'],
  scanMissing: [{ kind: 'scanMissing', name: 'VL-017' }, 'VL-017'],
  lossChanged: [{ kind: 'lossChanged', name: 'VL-017' }, 'VL-017'],
  noSuchLoss: [{ kind: 'noSuchLoss', name: 'VL-017' }, 'VL-017'],
  toBeVerified: [{ kind: 'toBeVerified', name: 'VL-017' }, 'VL-017'],
  unknownProcedure: [{ kind: 'unknownProcedure', procedureId: 1234 }, 1234],
  notEntitled: [{ kind: 'notEntitled', name: 'M. Weber', role: 'staff' }, 'M. Weber'],
  wrongStatus: [{ kind: 'wrongStatus', event: 'prepare', status: 'CANCELLED' }],
  wrongType: [{ kind: 'wrongType', event: 'prepare', type: 'REFILL' }],
  unknownVial: [{ kind: 'unknownVial', containerId: id }],
  outcomesMissing: [{ kind: 'outcomesMissing', containerIds: [id, id] }, 2],
  alreadyDecided: [{ kind: 'alreadyDecided', containerId: id, outcome: 'notDone' }],
  vialsUntagged: [{ kind: 'vialsUntagged', containerIds: [id, id] }, 2],
  vialsUnplaced: [{ kind: 'vialsUnplaced', containerIds: [id, id] }, 2],
  alreadyTagged: [{ kind: 'alreadyTagged', containerId: id, tag }, 'E280 1160 6000'],
  otherTag: [{ kind: 'otherTag', containerId: id, tag }, 'E280 1160 6000'],
  tagTwice: [{ kind: 'tagTwice', tag, containerId: id }, 'E280 1160 6000'],
  placeTwice: [{ kind: 'placeTwice', place, containerId: id }, 'C4', 'CN7', 3],
  ownRequest: [{ kind: 'ownRequest', name: 'M. Weber' }, 'M. Weber'],
  reasonMissing: [{ kind: 'reasonMissing' }],
  malformed: [{ kind: 'malformed', intent: 'tag.assign' }],
  idUsed: [{ kind: 'idUsed' }],
  otherBench: [{ kind: 'otherBench', benchId: 'b2' }],
  wrongHash: [{ kind: 'wrongHash' }],
  wrongSignature: [{ kind: 'wrongSignature' }],
  sequenceUsed: [{ kind: 'sequenceUsed', benchSeq: 41 }, 41],
  chainBroken: [{ kind: 'chainBroken', benchSeq: 41 }, 41],
  behindRefused: [{ kind: 'behindRefused', intentId: 'i1' }],
  otherFacility: [{ kind: 'otherFacility', facilityName: 'Lake Street' }, 'Lake Street'],
  notAccepted: [{ kind: 'notAccepted', status: 422, code: 'INTENT_REUSED' }, 422],
  unexplained: [{ kind: 'unexplained' }],
  notRefused: [{ kind: 'notRefused', intentIds: ['i1'] }],
  alreadyResolved: [
    {
      kind: 'alreadyResolved',
      intentIds: ['i1'],
      choice: 'keepCentral',
      name: 'M. Weber',
      at: '2026-03-03T10:00:00.000Z',
    },
    'M. Weber',
  ],
}
/** What the bench's own outbox notes when it gets no answer that it could use. */
const ofSending = ['failed', 'notUnderstood', 'tooLarge', 'unanswered', 'refused', 'otherHistory'].map(
  (kind) => [{ kind }] as const,
)
const cases = [...Object.values(ofActs), ...ofSending].map(
  ([problem, ...named]) => ({ problem: { ...problem } as ToldProblem, kind: problem.kind, named }) as const,
)

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const told = (problem: ToldProblem) => problemText(problem, t, formatFor('en-GB'))

describe.each<Language>(['en', 'de'])("central's reason in %s", (language) => {
  it.each(cases)('$kind', ({ problem, named }) => {
    startI18n(language)
    const text = told(problem)
    expect(text).not.toMatch(/[{}]|undefined|null|problem\.| {2}/)
    // Nobody is shown a technical word where there is a sentence.
    expect(text).not.toContain(problem.kind)
    for (const each of named) expect(text).toContain(String(each))
  })
})

describe("central's reason", () => {
  it('has its own sentence for each kind', () => {
    startI18n('en')
    expect(new Set(cases.map(({ problem }) => told(problem))).size).toBe(cases.length)
  })

  it('has no sentence that nobody needs', () => {
    const kinds = new Set<string>([...cases.map(({ kind }) => kind), 'other'])
    const keys = Object.keys(i18n.getResourceBundle('en', 'translation') as object)
    const told = keys.flatMap((key) => /^problem\.(\w+)\.what$/.exec(key)?.[1] ?? [])
    expect(told.filter((kind) => !kinds.has(kind))).toEqual([])
    expect(told.length).toBe(kinds.size)
  })

  it.each(['en', 'de'] as const)('names the tank of a new cane as bench and central have it, in %s', (language) => {
    startI18n(language)
    const text = told({ kind: 'notWhatWasSeen', seen: { tankName: 'Tank B' }, central: { tankName: 'Tank A' } })
    expect(text).toMatch(/Tank B.*Tank A/)
  })

  it('tells a tag that is gone from one that is another', () => {
    startI18n('en')
    expect(told({ kind: 'otherTag', containerId: 1, tag: null })).toContain('no tag')
  })

  it('tells a person that central does not know from one who may not', () => {
    startI18n('en')
    expect(told({ kind: 'notEntitled', name: 'M. Weber', role: null })).toContain('does not know M. Weber')
  })

  it.each([
    ['en', 'Cancelled', 'LN2 refill'],
    ['de', 'Storniert', 'LN2-Nachfüllung'],
  ] as const)('names states and types as the laboratory does, in %s', (language, status, type) => {
    startI18n(language)
    expect(told({ kind: 'wrongStatus', event: 'prepare', status: 'CANCELLED' })).toContain(status)
    expect(told({ kind: 'wrongType', event: 'prepare', type: 'REFILL' })).toContain(type)
    expect(told({ kind: 'wrongStatus', event: 'prepare', status: 'PAUSED' })).toContain('PAUSED')
  })

  it('is shown by its name where we have no sentence', () => {
    startI18n('en')
    expect(told({ kind: 'fromTheFuture', detail: { deep: 1 } })).toContain('fromTheFuture')
  })
})
