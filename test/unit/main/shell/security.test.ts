import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { contentSecurityPolicy, withNonce } from '../../../../src/main/shell/content-policy'
import { isOurPage, rendererFile } from '../../../../src/main/shell/renderer-files'
import { secretFile, type Vault } from '../../../../src/main/shell/secrets'

const directive = (policy: string, name: string) =>
  policy
    .split('; ')
    .find((each) => each.startsWith(`${name} `))
    ?.slice(name.length + 1)

describe('the content policy', () => {
  const policy = contentSecurityPolicy({ nonce: 'N0nce', developmentUrl: null })

  it('lets in nothing by default, code only from our own files, and no inline code', () => {
    expect(directive(policy, 'default-src')).toBe("'none'")
    expect(directive(policy, 'script-src')).toBe("'self'")
    expect(directive(policy, 'connect-src')).toBe("'self'")
    expect(directive(policy, 'font-src')).toBe("'self'")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).not.toMatch(/http|ws:|\*/)
  })

  it('lets in style elements with the nonce of the page only', () => {
    expect(directive(policy, 'style-src')).toBe("'self' 'nonce-N0nce'")
    expect(withNonce('<html><head></head></html>', 'N0nce')).toContain(
      '<meta property="csp-nonce" content="N0nce" nonce="N0nce" />',
    )
  })

  it('is looser for the development server alone', () => {
    const loose = contentSecurityPolicy({ nonce: '', developmentUrl: 'http://localhost:5173/' })
    expect(directive(loose, 'connect-src')).toBe("'self' ws://localhost:5173")
    expect(directive(loose, 'script-src')).toContain("'unsafe-inline'")
  })
})

describe('the files of the window', () => {
  const root = ['', 'app', 'renderer'].join(sep)

  it('are those under its folder', () => {
    expect(rendererFile(root, 'app://bundle/')).toEqual({
      path: join(root, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    })
    expect(rendererFile(root, 'app://bundle/assets/a%20b.js')?.path).toBe(join(root, 'assets', 'a b.js'))
  })

  it.each([
    'app://bundle/..%2fsecrets.json',
    'app://bundle/..%5csecrets.json',
    'app://bundle/index.html%00.js',
    'app://bundle/%E0%A4%A.js',
    'app://other/index.html',
    'file:///etc/passwd',
    'app://bundle/tool.exe',
    'nonsense',
  ])('never come by %s', (url) => {
    expect(rendererFile(root, url)).toBeNull()
  })

  it('never lie outside of it, whatever is asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', 'a', 'b.js', '/', '\\'), { maxLength: 12 }),
        (parts) => {
          const file = rendererFile(root, `app://bundle/${parts.join('/')}`)
          expect(file === null || file.path.startsWith(root + sep)).toBe(true)
        },
      ),
    )
  })

  it.each([
    ['app://bundle/', true],
    ['app://bundle', true],
    ['app://bundle.evil/', false],
    ['app://bundleX/', false],
    ['https://bundle/', false],
    ['about:blank', false],
  ])('make %s a page of ours: %s', (url, ours) => {
    expect(isOurPage(url, 'app://bundle')).toBe(ours)
  })
})

describe('secrets', () => {
  const said: string[] = []
  const report = (sentence: string) => void said.push(sentence)
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'secrets-'))
    onTestFinished(() => rmSync(path, { recursive: true }))
    return join(path, 'secrets.json')
  }
  const vault = (backend: string, plain: boolean[] = []): Vault => ({
    isEncryptionAvailable: () => backend !== 'none',
    encryptString: (text) => Buffer.from([...text].reverse().join('')),
    decryptString: (bytes) => [...bytes.toString()].reverse().join(''),
    getSelectedStorageBackend: () => backend,
    setUsePlainTextEncryption: (use) => plain.push(use),
  })

  it('come back after a restart, and lie encrypted in a file of this user alone', () => {
    const path = folder()
    secretFile(path, vault('gnome_libsecret'), 'linux', report).set('benchToken', 'token-1')
    const later = secretFile(path, vault('gnome_libsecret'), 'linux', report)
    later.set('benchPrivateKey', 'key-1')
    expect(later.get('benchToken')).toBe('token-1')
    expect(later.get('benchPrivateKey')).toBe('key-1')
    expect(later.get('other')).toBeNull()
    expect(readFileSync(path, 'utf8')).not.toContain('token-1')
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['gnome_libsecret', 'linux', 'system', []],
    ['basic_text', 'linux', 'obscured', [true]],
    ['none', 'linux', 'obscured', [true]],
    ['any', 'win32', 'system', []],
  ] as const)('with %s on %s are protected as: %s', (backend, platform, protection, plain) => {
    const used: boolean[] = []
    expect(secretFile(folder(), vault(backend, used), platform, report).protection()).toBe(protection)
    expect(used).toEqual(plain)
  })

  it('in a file that is no longer whole are an error, until new ones are kept', () => {
    const path = folder()
    writeFileSync(path, '{"benchTok')
    const secrets = secretFile(path, vault('any'), 'win32', report)
    expect(() => secrets.get('benchToken')).toThrow()
    secrets.set('benchToken', 'token-2')
    expect(secrets.get('benchToken')).toBe('token-2')
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('{"benchTok')
    expect(said.join()).toContain('set aside')
  })
})
