import { describe, expect, it } from 'vitest'
import { centralChoice } from '../../../../src/main/engine/central-choice'

const home = { centralUrl: 'http://127.0.0.1:4000' }
const at = (url: string, code: string | null = 'CODE-1') => ({ url, code })

describe('which central an address means for this bench', () => {
  it.each([
    ['a first address with a code', 'bench', null, at('http://c/'), { kind: 'enrol', url: 'http://c', code: 'CODE-1' }],
    ['a first address without one', 'bench', null, at('http://c', null), { kind: 'keep' }],
    ['home, with a code that is used up', 'bench', home, at('http://127.0.0.1:4000/'), { kind: 'keep' }],
    ['another address with a code', 'bench', home, at('http://c'), { kind: 'enrol', url: 'http://c', code: 'CODE-1' }],
    ['another address without one', 'bench', home, at('http://c', null), { kind: 'move', url: 'http://c' }],
    [
      'the embedded central at its next port',
      'demo',
      home,
      at('http://127.0.0.1:4001'),
      { kind: 'move', url: 'http://127.0.0.1:4001' },
    ],
    [
      'the embedded central, for a bench that belongs elsewhere',
      'demo',
      { centralUrl: 'https://central.clinic.example' },
      at('http://127.0.0.1:4001'),
      { kind: 'keep' },
    ],
  ] as const)('%s', (_name, mode, identity, address, choice) => {
    expect(centralChoice(mode, identity, address)).toEqual(choice)
  })
})
