// What this bench has done about what needs attention hides it, until central's own word shows it, or refuses it.
import { describe, expect, test } from 'vitest'
import type { BenchStore } from '../../../../../../src/main/engine/store/contract/store'
import type { ActBody } from '../../../../../../src/shared/acts'
import { containerId } from '../../../../../../src/shared/model/ids'
import { aContainer, tag } from '../../../../../support/builders/numbered'
import { lossChange, lossOf, lostProcedure, toVerify } from '../../features/attention/support'
import { at, opened, staff } from '../support'

const verify: ActBody = {
  kind: 'vial.verify',
  containerId: containerId(1),
  name: 'V-1',
  subjectCode: 'S-1',
  tag: tag(1),
  found: { kind: 'out' },
}
const close: ActBody = { kind: 'loss.close', lossId: 'l1', name: 'S-1', reason: 'done' }

function verified(body: ActBody, version: number | null) {
  const store = opened()
  store.mirror.apply([toVerify(1, { version: 4 }), lossChange('l1', lostProcedure)], at(1))
  const { intentId } = store.outbox.enqueue({ body, actor: staff })
  store.outbox.nextBatch(10, Date.now())
  store.outbox.settle([{ intentId, result: 'accepted', problem: null, version }])
  return store
}
const shown = ({ mirror }: BenchStore) => mirror.container(containerId(1))?.verifiedHere
const listed = ({ mirror }: BenchStore) => [
  ...mirror.toVerify(10).map(({ id }) => id),
  ...mirror.lossesToClose('', 10).map(({ id }) => id),
]

describe('a vial that was verified here', () => {
  test.each([5, null])(
    'is hidden from its accepting to the row that shows it (central names version %s)',
    (version) => {
      const store = verified(verify, version)
      expect(listed(store)).toEqual(['l1'])
      expect(shown(store)).toEqual({ kind: 'out' })
      expect(store.mirror.inventory({ text: 'V-1', offset: 0, limit: 1 }).rows).toMatchObject([
        { verify: { why: 'restored' }, verifiedHere: { kind: 'out' } },
      ])
      expect(store.mirror.lookedAfterHere()).toEqual({ n: 1, exact: true })
      // Rows that are older than the answer still come.
      store.mirror.apply([toVerify(1, { version: 4 })], at(2))
      expect(listed(store)).toEqual(['l1'])
      store.mirror.apply([{ entity: 'container', body: aContainer(1, { version: 6 }) }], at(3))
      expect(store.mirror.lookedAfterHere().n).toBe(0)
      expect(listed(store)).toEqual(['l1'])
      expect(shown(store)).toBeNull()
      // In doubt once more: what was done before does not hide that.
      store.mirror.apply([toVerify(1, { version: 7 })], at(4))
      expect(listed(store)).toEqual([1, 'l1'])
      expect(shown(store)).toBeNull()
      expect(store.mirror.isToVerify(containerId(1))).toBe(true)
    },
  )

  test('and is in doubt again before this bench heard that it was not, is listed', () => {
    const store = verified(verify, 5)
    store.mirror.apply([toVerify(1, { version: 8 })], at(2))
    expect(listed(store)).toEqual([1, 'l1'])
  })
})

test('a loss that was closed here is hidden until the feed brings its end', () => {
  const store = verified(close, null)
  expect(listed(store)).toEqual([1])
  expect(store.mirror.lookedAfterHere().n).toBe(1)
  store.mirror.apply(
    [{ entity: 'loss', body: { ...lossOf('l1', lostProcedure), closed: { by: null, at: '', reason: 'done' } } }],
    at(2),
  )
  expect(store.mirror.lookedAfterHere().n).toBe(0)
  expect(listed(store)).toEqual([1])
})

test('what is to be verified is counted to a thousand, and read by page from its head', () => {
  const store = opened()
  const many = Array.from({ length: 1200 }, (_, index) => toVerify(index + 1))
  store.mirror.apply(many, at(1))
  expect(store.mirror.toVerifyCount()).toEqual({ n: 1000, exact: false })
  const [first] = store.mirror.toVerify(1)
  const since = first?.verify?.since ?? ''
  expect(store.mirror.toVerify(2, { since, id: 700 }).map(({ id }) => id)).toEqual([701, 702])
})
