import { join, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, withNonce } from '../../../../src/main/shell/content-policy'
import { isOurPage, rendererFile } from '../../../../src/main/shell/renderer-files'

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
