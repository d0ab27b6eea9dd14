import { describe, expect, test } from 'vitest'
import { procedureId } from '../../../../../src/shared/model/ids'
import { aProcedure } from '../../../../support/builders/numbered'
import { at, opened, staff } from './support'

describe('transactions', () => {
  test('listeners hear once, after the outermost commit, of all that was touched', () => {
    const store = opened()
    const heard: string[][] = []
    const stop = store.onCommit((touched) => heard.push([...touched].sort()))
    store.transact(() => {
      store.transact(() => store.tagging.append(procedureId(1), { kind: 'opened' }, 1, staff))
      store.profile.saveCurrentPerson('p')
      expect(heard).toEqual([])
    })
    expect(heard).toEqual([['profile', 'tagging']])
    stop()
    store.profile.saveCurrentPerson('q')
    expect(heard).toHaveLength(1)
  })

  test('what was rolled back is neither there nor told', () => {
    const store = opened()
    store.mirror.apply([{ entity: 'procedure', body: aProcedure(1) }], at(1))
    expect(store.mirror.procedure(procedureId(1))?.version).toBe(1)
    const heard: unknown[] = []
    store.onCommit((touched) => heard.push(touched))
    expect(() =>
      store.transact(() => {
        store.mirror.apply([{ entity: 'procedure', body: aProcedure(1, { version: 2 }) }], at(2))
        expect(store.mirror.procedure(procedureId(1))?.version).toBe(2)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(store.mirror.procedure(procedureId(1))?.version).toBe(1)
    expect(store.mirror.cursor()).toEqual(at(1))
    expect(heard).toEqual([])
  })
})
