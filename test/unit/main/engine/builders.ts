// Procedures, people and intents as the tests of the engine's use cases speak of them: defaults, and what matters here.

import type { OutboxEntry, OutboxState, TaggingEvent } from '../../../../src/main/engine/store/contract'
import type { ActBody } from '../../../../src/shared/acts'
import {
  benchId,
  type ContainerId,
  containerId,
  facilityId,
  intentId,
  personId,
  procedureId,
  storageId,
  subjectId,
} from '../../../../src/shared/model/ids'
import type { CaneRef, Place } from '../../../../src/shared/model/place'
import type { Actor, Procedure, ProcedureVial } from '../../../../src/shared/model/procedure'
import {
  parseTagId,
  type ReaderId,
  type ReaderSnapshot,
  readerId,
  type TagId,
} from '../../../../src/shared/model/reader'

export const thisBench = benchId('bench-1')
export const otherBench = benchId('bench-2')
export const noon = '2026-03-03T12:00:00.000Z'
export const noonMs = Date.parse(noon)

export const staff: Extract<Actor, { kind: 'person' }> = {
  kind: 'person',
  personId: personId('p-staff'),
  name: 'M. Weber',
  benchId: thisBench,
}
export const client: Actor = { kind: 'client', clientId: 'emr', name: 'EMR' }

/** A tag by its number, e.g. 7. */
export function tag(number: number): TagId {
  const id = parseTagId(`E2801160${number.toString(16).padStart(16, '0')}`)
  if (id === undefined) throw new Error(`no tag ${number}`)
  return id
}

export const vialId = (number: number): ContainerId => containerId(100 + number)

export const vial = (number: number, change: Partial<ProcedureVial> = {}): ProcedureVial => ({
  containerId: vialId(number),
  name: `VL-00${number}`,
  description: 'Tissue sample',
  tag: null,
  place: null,
  outcome: 'pending',
  outcomeAt: null,
  ...change,
})

export const subject1 = { id: subjectId(1), code: 'SUBJ-0001' }

export const store1234 = (change: Partial<Procedure> = {}): Procedure => {
  const type = change.type ?? 'STORE'
  const status = change.status ?? 'PENDING'
  return {
    id: procedureId(1234),
    type,
    typeName: type,
    status,
    statusName: status,
    facilityId: facilityId(1),
    subject: subject1,
    vials: [vial(1), vial(2), vial(3)],
    requestedBy: client,
    preparedBy: null,
    acceptedBy: null,
    device: null,
    claim: null,
    refill: null,
    reason: null,
    createdAt: '2026-03-03T08:00:00.000Z',
    startedAt: null,
    completedAt: null,
    updatedAt: '2026-03-03T08:00:00.000Z',
    version: 1,
    ...change,
  }
}

export const cane1: CaneRef = { storageId: storageId(1), canister: 'C1', cane: 'CN1' }
export const place = (position: number, cane: CaneRef = cane1): Place => ({ ...cane, position })

export const tagged = (number: number, tagNumber: number, position = number): TaggingEvent => ({
  kind: 'tagged',
  containerId: vialId(number),
  tag: tag(tagNumber),
  place: place(position),
  intentId: intentId(`intent-${tagNumber}`),
  readId: tagNumber,
})

let entries = 0
export function entry(
  body: ActBody,
  state: OutboxState = 'queued',
  problem: OutboxEntry['problem'] = null,
): OutboxEntry {
  entries++
  return {
    envelope: {
      intentId: `intent-${entries}`,
      benchId: thisBench,
      benchSeq: entries,
      actor: staff,
      version: 1,
      body,
      baseVersions: {},
      occurredAt: noon,
      utcOffsetMinutes: 60,
      prevHash: '0'.repeat(64),
      hash: '0'.repeat(64),
      signature: '',
    },
    body,
    aggregate: 'procedure:1234',
    state,
    attempts: 0,
    nextAttemptMs: null,
    problem,
    acceptedVersion: state === 'accepted' ? 2 : null,
  }
}

export const assign = (number: number, tagNumber: number, position = number): ActBody => ({
  kind: 'tag.assign',
  procedureId: procedureId(1234),
  containerId: vialId(number),
  tag: tag(tagNumber),
  place: place(position),
  source: { model: 'sw-uhf', serial: null, simulated: false },
})

export const release = (number: number, tagNumber: number): ActBody => ({
  kind: 'tag.release',
  procedureId: procedureId(1234),
  containerId: vialId(number),
  tag: tag(tagNumber),
  reason: 'byHand',
})

export const leftReader: ReaderId = readerId('sw-uhf:left')
export const rightReader: ReaderId = readerId('sw-uhf:right')

export const reader = (change: Partial<ReaderSnapshot> = {}): ReaderSnapshot => ({
  id: leftReader,
  model: 'sw-uhf',
  modelName: 'SW UHF',
  seat: 'left',
  simulated: false,
  connection: { kind: 'ready' },
  ...change,
})
