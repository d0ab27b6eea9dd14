import { describe, expect, test } from 'vitest'
import type { TaggingEvent } from '../../../../../src/main/engine/store/contract/records'
import { containerId, procedureId } from '../../../../../src/shared/model/ids'
import { aProcedure } from '../../../../support/builders/numbered'
import { at, opened, staff } from './support'

describe('tagging log', () => {
  const tagged: TaggingEvent = { kind: 'skipped', containerId: containerId(100) }

  test('a session is the list of its events', () => {
    const store = opened()
    for (const event of [{ kind: 'opened' }, tagged] as const) store.tagging.append(procedureId(1), event, 1, staff)
    store.tagging.append(procedureId(2), { kind: 'opened' }, 1, staff)
    expect(store.tagging.events(procedureId(1))).toEqual([{ kind: 'opened' }, tagged])
    expect(store.tagging.events(procedureId(9))).toEqual([])
  })

  test('open until it is stopped or finished; stopped ones can be resumed while central has them open', () => {
    const store = opened()
    const [one, two, gone] = [procedureId(1), procedureId(2), procedureId(3)]
    store.mirror.apply(
      [1, 2].map((n) => ({ entity: 'procedure' as const, body: aProcedure(n) })),
      at(1),
    )
    expect(store.tagging.open()).toBeNull()
    store.tagging.append(one, { kind: 'opened' }, 1, staff)
    store.tagging.append(one, tagged, 2, staff)
    expect(store.tagging.open()).toBe(one)
    store.tagging.append(one, { kind: 'stopped' }, 3, staff)
    store.tagging.append(gone, { kind: 'opened' }, 4, staff)
    store.tagging.append(gone, { kind: 'stopped' }, 4, staff)
    expect(store.tagging.open()).toBeNull()
    expect(store.tagging.resumable()).toEqual([one])
    store.tagging.append(two, { kind: 'opened' }, 5, staff)
    store.tagging.append(two, { kind: 'finished' }, 6, staff)
    store.tagging.append(one, { kind: 'opened' }, 7, staff)
    expect(store.tagging.open()).toBe(one)
    expect(store.tagging.resumable()).toEqual([])
  })
})
