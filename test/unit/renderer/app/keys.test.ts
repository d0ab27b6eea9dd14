import { describe, expect, it } from 'vitest'
import { actionOfKey } from '../../../../src/renderer/app/keys'

const press = { typing: false, onControl: false, covered: false, modified: false }

describe('a key', () => {
  it.each([
    [{ ...press, key: '/' }, 'search'],
    [{ ...press, key: 'Escape' }, 'back'],
    [{ ...press, key: 'Enter' }, 'primary'],
    [{ ...press, key: 'a' }, null],
    [{ ...press, key: 'F7' }, 'attention'],
    [{ ...press, key: 'F7', covered: true }, null],
    [{ ...press, key: 'F8' }, 'sync'],
    [{ ...press, key: 'F9' }, 'health'],
    [{ ...press, key: 'F8', typing: true }, 'sync'],
    [{ ...press, key: 'F8', covered: true }, null],
    [{ ...press, key: '/', typing: true }, null],
    [{ ...press, key: 'Enter', typing: true }, null],
    [{ ...press, key: 'Escape', typing: true }, 'back'],
    [{ ...press, key: 'Enter', onControl: true }, null],
    [{ ...press, key: 'Escape', covered: true }, null],
    [{ ...press, key: 'Enter', covered: true }, null],
    [{ ...press, key: '/', modified: true }, null],
  ] as const)('%j does %s', (key, action) => {
    expect(actionOfKey(key)).toBe(action)
  })
})
