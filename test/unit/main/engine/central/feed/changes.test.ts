import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkedChange } from '../../../../../../src/main/engine/central/feed/changes'

test('an unsupported entity is passed over by name, a supported one of unknown shape is put aside with what it is about', () => {
  expect(checkedChange({ entity: 'tank', body: { id: 7, name: 'A' } })).toMatchObject({
    ok: true,
    value: { kind: 'unreadable', entity: 'tank', key: '7' },
  })
  expect(checkedChange({ entity: 'robot', body: {} })).toEqual({
    ok: true,
    value: { kind: 'unsupported', entity: 'robot' },
  })
  expect(checkedChange({ entity: 'person', body: { id: 'p', name: 'Ada', role: 'staff', more: 1 } })).toMatchObject({
    ok: true,
    value: { kind: 'supported', change: { body: { id: 'p' } } },
  })
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.record({ entity: fc.constantFrom('person', 'tank'), body: fc.anything() })),
      (value) => {
        const checked = checkedChange(value)
        expect(checked.ok && checked.value.kind === 'supported').toBe(false)
      },
    ),
  )
})
