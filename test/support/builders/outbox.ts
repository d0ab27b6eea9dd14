// Acts on STORE 1234, as the outbox and the tagging log keep them.
import type { OutboxEntry, OutboxState, TaggingEvent } from '../../../src/main/engine/store/contract'
import type { ActBody } from '../../../src/shared/acts'
import { intentId, procedureId } from '../../../src/shared/model/ids'
import { tag } from './procedure'
import { noon, place, staff, thisBench, vialId } from './store-1234'

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
