// What central's acts have read, and who asks, for tests of their decisions.
import type { Asker } from '../../../src/central/acts/act'
import type { ActFacts } from '../../../src/central/acts/facts'
import { personId } from '../../../src/shared/model/ids'
import { here } from './refused'
import { noon, thisBench } from './store-1234'

const unread = (what: string) => () => {
  throw new Error(`${what} was not read`)
}

/** Throws for everything that is not given. */
export const factsOf = (given: Partial<ActFacts>): ActFacts => ({
  procedure: unread('a procedure'),
  version: unread('a version'),
  tag: unread('a tag'),
  purpose: unread('a purpose'),
  cane: unread('a cane'),
  canister: unread('a canister'),
  room: unread('a room'),
  isTaken: unread('a place'),
  container: unread('a container'),
  subject: unread('a subject'),
  vial: unread('a vial'),
  made: unread('what was made'),
  rules: unread('the rules'),
  loss: unread('a loss'),
  answers: unread('answers'),
  resolutions: unread('resolutions'),
  withdrawals: unread('withdrawals'),
  ...given,
})

const facility = { id: 1, name: 'Harbour', organization: { id: 1, name: 'Clinic' } }

export const asker = (change: Partial<Asker> = {}): Asker => ({
  intentId: 'i-1',
  bench: {
    id: thisBench,
    name: 'Bench 1',
    publicKey: '',
    enrolledAt: '2026-01-01T00:00:00.000Z',
    isRenewed: false,
    contact: null,
    facility,
  },
  person: { id: personId('p-here'), name: 'J. Brandt', role: 'staff' },
  actor: here,
  at: noon,
  now: noon,
  ...change,
})
