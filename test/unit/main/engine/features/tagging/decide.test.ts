import { describe, expect, it, test } from 'vitest'
import { decide, holdAfter } from '../../../../../../src/main/engine/features/tagging/decide'
import {
  type Decision,
  type Facts,
  type Hold,
  noFacts,
  type Situation,
} from '../../../../../../src/main/engine/features/tagging/decision'
import { foldSession } from '../../../../../../src/main/engine/features/tagging/session'
import { stepOf } from '../../../../../../src/main/engine/features/tagging/snapshot'
import { type FieldEvent, isRead, type ReadEvent } from '../../../../../../src/main/engine/readers/field-state'
import type { TagOwner } from '../../../../../../src/main/engine/storage/tag-owners'
import type { TaggingEvent } from '../../../../../../src/main/engine/store/contract/records'
import { containerId } from '../../../../../../src/shared/model/ids'
import type { Procedure } from '../../../../../../src/shared/model/procedure'
import type { ReaderId, TagId } from '../../../../../../src/shared/model/reader'
import type { CaneView } from '../../../../../../src/shared/views/storage'
import type { TaggingStep, TagRefusal } from '../../../../../../src/shared/views/tagging'
import { tagged } from '../../../../../support/builders/outbox'
import {
  cane1,
  leftReader,
  place,
  rightReader,
  store1234,
  tag,
  vial,
  vialId,
} from '../../../../../support/builders/store-1234'

const fresh = tag(50)
const last = tag(7)
const used = tag(60)
const foreign = tag(70)
const badge = tag(80)

const bound: readonly TaggingEvent[] = [{ kind: 'opened' }, { kind: 'placeChosen', cane: cane1 }, tagged(1, 7)]
const procedure = store1234({ vials: [vial(1, { tag: last, place: place(1) }), vial(2), vial(3)] })
const owner = (name: string, subjectCode: string): TagOwner => ({
  containerId: vialId(99),
  name: { name, subjectCode, since: '2026-03-03T08:00:00.000Z' },
})
const owners = new Map<TagId, TagOwner>([
  [last, owner('VL-001', 'SUBJ-0001')],
  [used, owner('VL-017', 'SUBJ-0001')],
  [foreign, owner('VL-900', 'SUBJ-0042')],
])

const hold = (refusal: TagRefusal, tags: readonly TagId[], reader: ReaderId = leftReader): Hold => ({
  refusal,
  tags,
  reader,
})
const holds = {
  severalTags: hold({ kind: 'severalTags', tags: [], withdrawn: null }, [fresh, used]),
  tagInUse: hold({ kind: 'tagInUse', tag: used, owner: owner('VL-017', 'SUBJ-0001').name }, [used]),
  otherSubject: hold(
    { kind: 'otherSubject', tag: foreign, owner: owner('VL-900', 'SUBJ-0042').name, expectedSubject: 'SUBJ-0001' },
    [foreign],
  ),
  notClear: hold({ kind: 'notClear', tags: [fresh] }, [fresh]),
  unreadable: hold({ kind: 'unreadable', why: 'noise' }, []),
  notTheLast: hold({ kind: 'notTheLast', tag: fresh, saved: last }, [fresh]),
  notSaved: hold({ kind: 'notSaved', why: 'disk', detail: 'disk full' }, [fresh]),
}

interface Scene {
  readonly events: readonly TaggingEvent[]
  readonly procedure: Procedure
  readonly hold: Hold | null
  readonly place: Facts['place']
}
const expecting: Scene = { events: bound, procedure, hold: null, place: place(2) }
const allSkipped: readonly TaggingEvent[] = [2, 3].map((number) => ({ kind: 'skipped', containerId: vialId(number) }))
const full = store1234({
  status: 'CREATED',
  vials: [1, 2, 3].map((number) => vial(number, { tag: tag(number + 4), place: place(number) })),
})

/** One scene for each thing that the large panel can show. */
const scenes = {
  expecting,
  needsPlace: { ...expecting, place: 'none' },
  confirmLast: { ...expecting, events: [...bound, { kind: 'opened' }] },
  onlySkipped: { ...expecting, events: [...bound, ...allSkipped] },
  finished: {
    ...expecting,
    procedure: full,
    events: [{ kind: 'opened' }, tagged(1, 5), tagged(2, 6), tagged(3, 7), { kind: 'finished' }],
  },
  'refused severalTags': { ...expecting, hold: holds.severalTags },
  'refused tagInUse': { ...expecting, hold: holds.tagInUse },
  'refused otherSubject': { ...expecting, hold: holds.otherSubject },
  'refused notClear': { ...expecting, hold: holds.notClear },
  'refused unreadable': { ...expecting, hold: holds.unreadable },
  'refused notTheLast': { ...expecting, events: [...bound, { kind: 'opened' }], hold: holds.notTheLast },
  'refused notSaved': { ...expecting, hold: holds.notSaved },
} as const satisfies Readonly<Record<string, Scene>>
type SceneName = keyof typeof scenes

const sighting = (id: TagId) => ({ tag: id, scheme: 'epc' as const, rawHex: id })
const left = (id: TagId, why: Extract<FieldEvent, { kind: 'left' }>['why'] = 'unseen'): FieldEvent => ({
  kind: 'left',
  tag: id,
  repeats: 0,
  why,
})
const happenings = {
  'a fresh tag': { kind: 'arrived', sighting: sighting(fresh) },
  'the last tag': { kind: 'arrived', sighting: sighting(last) },
  'a used tag': { kind: 'arrived', sighting: sighting(used) },
  'a foreign tag': { kind: 'arrived', sighting: sighting(foreign) },
  'two tags': { kind: 'several', how: 'together', sightings: [sighting(fresh), sighting(used)], withdrawn: [] },
  'two tags, the last withdrawn': {
    kind: 'several',
    how: 'together',
    sightings: [sighting(last), sighting(fresh)],
    withdrawn: [last],
  },
  'one tag, then another': {
    kind: 'several',
    how: 'inTurn',
    sightings: [sighting(last), sighting(fresh)],
    withdrawn: [last],
  },
  'a badge': { kind: 'arrived', sighting: sighting(badge) },
  'one of two left': { kind: 'single-again', sighting: sighting(fresh) },
  'the field is clear': { kind: 'cleared' },
  'the used tag left': left(used),
  'the foreign tag left': left(foreign),
  'the foreign tag is no longer alone': left(foreign, 'several'),
  'an unreadable report': { kind: 'malformed', malformed: { reason: 'noise', bytesHex: '00' }, folded: 0 },
  'the field is quiet': { kind: 'quiet' },
} as const satisfies Readonly<Record<string, FieldEvent>>
type HappeningName = keyof typeof happenings

const situation = ({ events, procedure, hold }: Scene): Situation => ({
  session: foldSession(events, procedure),
  procedure,
  hold,
})

function decided(
  scene: Scene,
  event: ReadEvent,
  reader: ReaderId = leftReader,
  onBench: Partial<Facts> = {},
): Decision {
  const facts: Facts = {
    ...noFacts,
    owner: event.kind === 'arrived' ? (owners.get(event.sighting.tag) ?? null) : null,
    purpose: event.kind === 'arrived' && event.sighting.tag === badge ? 'badge' : 'vial',
    place: scene.place,
    toWithdraw: event.kind === 'several' ? event.withdrawn : [],
    ...onBench,
  }
  return decide(situation(scene), reader, event, facts)
}

/** A decision in one word or two, as the table below writes it. */
function said(decision: Decision): string {
  switch (decision.kind) {
    case 'refused':
      return decision.undo.length > 0
        ? `${decision.hold.refusal.kind}, undo ${decision.undo.length}`
        : decision.hold.refusal.kind
    case 'told':
      return `told ${decision.why}`
    default:
      return decision.kind
  }
}

/** What follows from any event, as the table below writes it. */
function follows(scene: Scene, event: FieldEvent, reader: ReaderId = leftReader): string {
  if (isRead(event)) return said(decided(scene, event, reader))
  const hold = holdAfter(scene.hold, reader, event, null)
  return hold === null ? 'goes on' : `stays ${hold.refusal.kind}`
}

const usual: Readonly<Record<HappeningName, string>> = {
  'a fresh tag': 'accepted',
  'the last tag': 'told sameAgain',
  'a used tag': 'tagInUse',
  'a foreign tag': 'otherSubject',
  'a badge': 'otherPurpose',
  'two tags': 'severalTags',
  'two tags, the last withdrawn': 'severalTags, undo 1',
  'one tag, then another': 'tagChanged, undo 1',
  'one of two left': 'goes on',
  'the field is clear': 'goes on',
  'the used tag left': 'goes on',
  'the foreign tag left': 'goes on',
  'the foreign tag is no longer alone': 'goes on',
  'an unreadable report': 'unreadable',
  'the field is quiet': 'goes on',
}
const confirming = { 'a fresh tag': 'notTheLast', 'the last tag': 'confirmedLast', 'a used tag': 'notTheLast' }

const table: Readonly<Record<SceneName, Readonly<Record<HappeningName, string>>>> = {
  expecting: usual,
  needsPlace: { ...usual, 'a fresh tag': 'waits' },
  confirmLast: { ...usual, ...confirming },
  onlySkipped: { ...usual, 'a fresh tag': 'told onlySkipped' },
  finished: {
    ...usual,
    'a fresh tag': 'notTagging',
    'the last tag': 'notTagging',
    'a used tag': 'notTagging',
    'a foreign tag': 'notTagging',
    'a badge': 'notTagging',
    'two tags': 'notTagging',
    'two tags, the last withdrawn': 'severalTags',
    'one tag, then another': 'tagChanged',
    'an unreadable report': 'notTagging',
  },
  'refused severalTags': {
    ...usual,
    'one of two left': 'stays severalTags',
    'the used tag left': 'goes on',
    'the foreign tag left': 'stays severalTags',
    'the foreign tag is no longer alone': 'stays severalTags',
    'an unreadable report': 'told stillRefused',
    'the field is quiet': 'stays severalTags',
  },
  'refused tagInUse': {
    ...usual,
    'a used tag': 'told stillRefused',
    'one of two left': 'stays tagInUse',
    'the foreign tag left': 'stays tagInUse',
    'the foreign tag is no longer alone': 'stays tagInUse',
    'an unreadable report': 'told stillRefused',
    'the field is quiet': 'stays tagInUse',
  },
  'refused otherSubject': {
    ...usual,
    'a foreign tag': 'told stillRefused',
    'one of two left': 'stays otherSubject',
    'the used tag left': 'stays otherSubject',
    'the foreign tag is no longer alone': 'stays otherSubject',
    'an unreadable report': 'told stillRefused',
    'the field is quiet': 'stays otherSubject',
  },
  'refused notClear': {
    ...usual,
    'a fresh tag': 'told stillRefused',
    'two tags': 'told stillRefused',
    'one of two left': 'stays notClear',
    'the used tag left': 'stays notClear',
    'the foreign tag left': 'stays notClear',
    'the foreign tag is no longer alone': 'stays notClear',
    'an unreadable report': 'told stillRefused',
    'the field is quiet': 'stays notClear',
  },
  'refused unreadable': {
    ...usual,
    'one of two left': 'stays unreadable',
    'the foreign tag is no longer alone': 'stays unreadable',
  },
  'refused notTheLast': {
    ...usual,
    ...confirming,
    'one of two left': 'stays notTheLast',
    'the used tag left': 'stays notTheLast',
    'the foreign tag left': 'stays notTheLast',
    'the foreign tag is no longer alone': 'stays notTheLast',
    'an unreadable report': 'told stillRefused',
    'the field is quiet': 'stays notTheLast',
  },
  'refused notSaved': {
    ...usual,
    'one of two left': 'stays notSaved',
    'the used tag left': 'stays notSaved',
    'the foreign tag left': 'stays notSaved',
    'the foreign tag is no longer alone': 'stays notSaved',
    'an unreadable report': 'told stillRefused',
    'the field is quiet': 'stays notSaved',
  },
}

const keys = <Name extends string>(record: Readonly<Record<Name, unknown>>) => Object.keys(record) as Name[]

describe('every happening on a reader, at every step of tagging', () => {
  const pairs = keys(scenes).flatMap((scene) => keys(happenings).map((happening) => ({ scene, happening })))
  it.each(pairs)('$scene: $happening', ({ scene, happening }) => {
    expect(follows(scenes[scene], happenings[happening])).toBe(table[scene][happening])
  })
})

describe('the large panel', () => {
  const view: CaneView = { ...cane1, capacity: 6, tankName: 'Tank A', positions: ['planned', 'free'], free: 1 }
  const shown = (scene: Scene): TaggingStep => {
    const { session, procedure, hold } = situation(scene)
    const foreseen = { procedure, saving: [], vialProblems: new Map(), unsent: 0, problem: null }
    const place = scene.place === 'none' ? null : view
    return stepOf({
      session,
      foreseen,
      hold,
      lostReader: null,
      readerReady: true,
      vialOnReader: false,
      place,
      last: null,
      resultNumber: 0,
      claim: 'held',
    })
  }
  it.each(keys(scenes))('shows %s', (name) => {
    const step = shown(scenes[name])
    expect(step.kind === 'refused' ? `refused ${step.refusal.kind}` : step.kind).toBe(name)
  })
})

describe('deciding about a tag', () => {
  it('gives the vial its place', () => {
    expect(decided(expecting, happenings['a fresh tag'])).toMatchObject({
      vial: { name: 'VL-002' },
      tag: fresh,
      place: place(2),
    })
  })

  it('names the vial, the subject and the date of a tag that is used', () => {
    expect(decided(expecting, happenings['a used tag'])).toMatchObject({
      hold: { refusal: { owner: { name: 'VL-017', subjectCode: 'SUBJ-0001', since: '2026-03-03T08:00:00.000Z' } } },
    })
  })

  it('keeps the stop for a foreign tag while another reader sees a good one', () => {
    const decision = decided(scenes['refused otherSubject'], happenings['a fresh tag'], rightReader)
    expect(decision).toMatchObject({ kind: 'told', why: 'stillRefused', hold: holds.otherSubject })
  })

  it.each(['otherSubject', 'severalTags', 'notClear'] as const)(
    'keeps %s while another reader sees several',
    (kind) => {
      const decision = decided({ ...expecting, hold: holds[kind] }, happenings['two tags'], rightReader)
      expect(decision).toMatchObject({ kind: 'told', why: 'stillRefused', hold: holds[kind] })
    },
  )

  it('keeps another reader unreadable when this one is quiet', () => {
    expect(follows(scenes['refused unreadable'], { kind: 'quiet' }, rightReader)).toBe('stays unreadable')
  })

  it('keeps the stop for a foreign tag when another tag is put beside it', () => {
    const both: ReadEvent = {
      kind: 'several',
      how: 'together',
      sightings: [sighting(foreign), sighting(fresh)],
      withdrawn: [],
    }
    expect(decided(scenes['refused otherSubject'], both)).toMatchObject({ kind: 'told', hold: holds.otherSubject })
  })

  it('takes back in one go what two hasty arrivals have bound, the last first', () => {
    const two = store1234({
      vials: [vial(1, { tag: last, place: place(1) }), vial(2, { tag: tag(8), place: place(2) }), vial(3)],
    })
    const both: ReadEvent = {
      kind: 'several',
      how: 'together',
      sightings: [sighting(last), sighting(tag(8))],
      withdrawn: [last, tag(8)],
    }
    const decision = decided({ ...expecting, procedure: two, events: [...bound, tagged(2, 8)] }, both)
    expect(decision.kind === 'refused' && decision.undo.map((one) => one.tag)).toEqual([tag(8), last])
  })

  it('does not take back an older tag that merely lies there too', () => {
    const two = store1234({
      vials: [vial(1, { tag: last, place: place(1) }), vial(2, { tag: tag(8), place: place(2) }), vial(3)],
    })
    const decision = decided(
      { ...expecting, procedure: two, events: [...bound, tagged(2, 8)] },
      happenings['two tags, the last withdrawn'],
    )
    expect(decision).toMatchObject({ kind: 'refused', undo: [] })
  })
})

test('the tag of a lost vial confirms that vial, requested again, and no other one', () => {
  const lost: TagOwner = { ...owner('VL-003', 'SUBJ-0001'), containerId: containerId(0) }
  const arrives = { kind: 'arrived', sighting: sighting(used) } as const
  const onTagging = (owner: TagOwner, vials: Procedure['vials'] = procedure.vials) =>
    decided({ ...scenes.expecting, procedure: { ...procedure, vials } }, arrives, leftReader, { owner })
  expect(onTagging(lost)).toMatchObject({ kind: 'accepted', vial: { name: 'VL-003' }, tag: used })
  expect(said(onTagging({ ...lost, name: { ...lost.name, name: 'VL-004' } }))).toBe('tagInUse')
  expect(said(onTagging({ ...lost, name: { ...lost.name, subjectCode: 'SUBJ-0042' } }))).toBe('otherSubject')
  expect(said(onTagging({ ...lost, containerId: vialId(99) }))).toBe('tagInUse')
  const tagged = procedure.vials.map((each) => (each.name === 'VL-003' ? { ...each, tag: tag(90) } : each))
  expect(said(onTagging(lost, tagged))).toBe('tagInUse')
})
