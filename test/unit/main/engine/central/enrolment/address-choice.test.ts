import { describe, expect, it } from 'vitest'
import { centralChoice } from '../../../../../../src/main/engine/central/enrolment/address-choice'
import { type Fingerprint, parseFingerprint } from '../../../../../../src/shared/enrolment/fingerprint'

const home = { centralUrl: 'http://127.0.0.1:4000' }
const at = (url: string, code: string | null = 'CODE-1', fingerprint?: Fingerprint) => ({
  url,
  code,
  ...(fingerprint && { fingerprint }),
})
const key = (digit: string) => parseFingerprint(digit.repeat(64)) ?? undefined
const none = { fingerprint: null }
const pinned = { centralUrl: 'https://c', ...withKey('a') }
function withKey(digit: string) {
  const fingerprint = key(digit)
  if (fingerprint === undefined) throw new Error('no key')
  return { fingerprint }
}

describe('which central an address means for this bench', () => {
  it.each([
    [
      'a first address with a code',
      'bench',
      null,
      at('http://c/'),
      { kind: 'enrol', url: 'http://c', code: 'CODE-1', ...none },
    ],
    ['a first address without one', 'bench', null, at('http://c', null), { kind: 'keep' }],
    ['home, with a code that is used up', 'bench', home, at('http://127.0.0.1:4000/'), { kind: 'keep' }],
    [
      'another address with a code',
      'bench',
      home,
      at('http://c'),
      { kind: 'enrol', url: 'http://c', code: 'CODE-1', ...none },
    ],
    ['another address without one', 'bench', home, at('http://c', null), { kind: 'move', url: 'http://c', ...none }],
    [
      'the embedded central at its next port',
      'demo',
      home,
      at('http://127.0.0.1:4001'),
      { kind: 'move', url: 'http://127.0.0.1:4001', ...none },
    ],
    [
      'a first address with its key',
      'bench',
      null,
      at('https://c', 'X', key('a')),
      { kind: 'enrol', url: 'https://c', code: 'X', ...withKey('a') },
    ],
    ['home, with the key that is known', 'bench', pinned, at('https://c/', null, key('a')), { kind: 'keep' }],
    ['home, with no word of a key', 'bench', pinned, at('https://c', null), { kind: 'keep' }],
    [
      'home, with the next key',
      'bench',
      pinned,
      at('https://c', null, key('b')),
      { kind: 'move', url: 'https://c', ...withKey('b') },
    ],
    [
      'another address of the key that is known',
      'bench',
      pinned,
      at('https://d', null),
      { kind: 'move', url: 'https://d', ...withKey('a') },
    ],
    ['another address without TLS', 'bench', pinned, at('http://d', null), { kind: 'move', url: 'http://d', ...none }],
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
