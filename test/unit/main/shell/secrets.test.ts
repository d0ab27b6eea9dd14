import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { secretFile, type Vault } from '../../../../src/main/shell/secrets'
import { ok } from '../../../../src/shared/result'

const said: string[] = []
const report = (sentence: string) => void said.push(sentence)

function path(): string {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'secrets.json')
}

interface Store {
  backend: string
  isOpen: boolean
  key: string
  readonly plain: boolean[]
}

/** As Chromium's: what a key of the key store encrypts begins with v11, and with v10 what only a fixed key obscures. */
function vault(change: Partial<Store> = {}): Store & Vault {
  const store: Store & Vault = {
    backend: 'gnome_libsecret',
    isOpen: true,
    key: 'k',
    plain: [],
    isEncryptionAvailable: () => store.isOpen && store.backend !== 'basic_text',
    getSelectedStorageBackend: () => store.backend,
    setUsePlainTextEncryption: (use) => void store.plain.push(use),
    encryptString(text) {
      const mark = store.backend === 'basic_text' ? 'v10' : `v11${store.key}`
      if (!store.isOpen && store.backend !== 'basic_text') throw new Error('Encryption is not available')
      return Buffer.from(`${mark}|${[...text].reverse().join('')}`)
    },
    decryptString(bytes) {
      const [mark = '', text = ''] = bytes.toString().split('|')
      if (mark !== 'v10' && (!store.isOpen || mark !== `v11${store.key}`)) throw new Error('Error while decrypting')
      return [...text].reverse().join('')
    },
    ...change,
  }
  return store
}

const secretsOf = (file: string, store: Vault, platform: NodeJS.Platform = 'linux') =>
  secretFile(file, store, platform, report)

it('come back after a restart, and lie encrypted in a file of this user alone', () => {
  const file = path()
  expect(secretsOf(file, vault()).set('benchToken', 'token-1')).toEqual(ok(null))
  const later = secretsOf(file, vault())
  later.set('benchPrivateKey', 'key-1')
  expect(later.get('benchToken')).toEqual(ok('token-1'))
  expect(later.get('benchPrivateKey')).toEqual(ok('key-1'))
  expect(later.get('other')).toEqual(ok(null))
  expect(readFileSync(file, 'utf8')).not.toContain('token-1')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

it.each([
  ['gnome_libsecret', true, 'linux', 'system', []],
  ['basic_text', true, 'linux', 'obscured', [true]],
  ['gnome_libsecret', false, 'linux', 'obscured', [true]],
  ['any', true, 'win32', 'system', []],
] as const)('with %s (open: %s) on %s are protected as: %s', (backend, isOpen, platform, protection, plain) => {
  const store = vault({ backend, isOpen })
  expect(secretsOf(path(), store, platform).protection()).toBe(protection)
  expect(store.plain).toEqual(plain)
})

it('in a file that is no longer whole are missing, until new ones are kept', () => {
  const file = path()
  writeFileSync(file, '{"benchTok')
  const secrets = secretsOf(file, vault({ backend: 'any' }), 'win32')
  expect(secrets.get('benchToken')).toEqual(ok(null))
  expect(secrets.set('benchToken', 'token-2')).toEqual(ok(null))
  expect(secrets.get('benchToken')).toEqual(ok('token-2'))
  expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('{"benchTok')
  expect(said.join()).toContain('set aside')
})

describe('a locked key store', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('on %s is said to be so, and gives them when it opens', (platform) => {
    const file = path()
    secretsOf(file, vault(), platform).set('benchToken', 'token-1')
    const store = vault({ isOpen: false })
    const secrets = secretsOf(file, store, platform)
    expect(secrets.get('benchToken')).toMatchObject({ problem: { kind: 'locked' } })
    store.isOpen = true
    expect(secrets.get('benchToken')).toEqual(ok('token-1'))
  })

  it('does not make what is not there a locked one', () => {
    expect(secretsOf(path(), vault({ isOpen: false })).get('benchToken')).toEqual(ok(null))
  })

  it('keeps nothing new, and loses nothing old', () => {
    const file = path()
    secretsOf(file, vault()).set('benchToken', 'token-1')
    const before = readFileSync(file, 'utf8')
    expect(secretsOf(file, vault({ isOpen: false })).set('benchToken', 'token-2')).toMatchObject({
      problem: { kind: 'locked' },
    })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('is one that the session has not brought, too: what it once encrypted is still there', () => {
    const file = path()
    secretsOf(file, vault()).set('benchToken', 'token-1')
    expect(secretsOf(file, vault({ backend: 'basic_text' })).get('benchToken')).toMatchObject({
      problem: { kind: 'locked' },
    })
  })

  it('that was none when they were kept still reads them', () => {
    const file = path()
    secretsOf(file, vault({ backend: 'basic_text' })).set('benchToken', 'token-1')
    expect(secretsOf(file, vault({ backend: 'basic_text' })).get('benchToken')).toEqual(ok('token-1'))
    expect(secretsOf(file, vault()).get('benchToken')).toEqual(ok('token-1'))
  })
})

it('of another key store are not waited for', () => {
  const file = path()
  secretsOf(file, vault({ key: 'other' })).set('benchToken', 'token-1')
  expect(secretsOf(file, vault()).get('benchToken')).toMatchObject({ problem: { kind: 'foreign' } })
})

it('that the disk does not give are waited for', () => {
  const file = path()
  mkdirSync(file)
  const secrets = secretsOf(file, vault())
  expect(secrets.get('benchToken')).toMatchObject({ problem: { kind: 'locked' } })
  expect(secrets.set('benchToken', 'token-1')).toMatchObject({ problem: { kind: 'disk', code: 'EISDIR' } })
})
