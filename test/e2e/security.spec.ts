// What a hostile page or a stolen disk must not get. Each test names one wall.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/laboratory'

test('the renderer is sandboxed and isolated, and knows nothing of Node', async ({ laboratory }) => {
  const { app, page } = laboratory.bench
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    // Electron gives this for tests and leaves it out of its types.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return contents ? (Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, []) as unknown) : null
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
  const seen = await page.evaluate(() => ({
    nodeIsThere: ['process', 'require', 'module', 'Buffer'].filter((name) => name in window),
    bridge: Object.keys(window.bench).sort(),
  }))
  expect(seen).toEqual({ nodeIsThere: [], bridge: ['on', 'onEngine', 'request'] })
})

test('pages come from app:// with a strict policy, and nothing else can be loaded or run', async ({ laboratory }) => {
  const { page } = laboratory.bench
  expect(page.url()).toMatch(/^app:\/\//)
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'")
  expect(policy).toMatch(/script-src 'self'(;|$)/)
  expect(policy).not.toMatch(/unsafe-eval/)
  const attempts = await page.evaluate(async (central) => {
    const blocked = async (attempt: () => unknown) => {
      try {
        await attempt()
        return 'allowed'
      } catch {
        return 'refused'
      }
    }
    const inline = document.createElement('script')
    inline.textContent = 'window.ranInline = true'
    document.head.append(inline)
    return {
      fetch: await blocked(() => fetch(`${central}/oauth/token`)),
      // From a timer: what the test's own call evaluates is let through by the debugger.
      evaluation: await blocked(
        () =>
          new Promise((done, refuse) => {
            setTimeout(() => {
              try {
                done(Reflect.construct(Function, ['return 1'])())
              } catch (error) {
                refuse(error)
              }
            }, 0)
          }),
      ),
      inlineScript: 'ranInline' in window ? 'allowed' : 'refused',
      outside: (await fetch('app://bundle/../../package.json').catch(() => ({ ok: false }))).ok ? 'allowed' : 'refused',
    }
  }, laboratory.central.ready.url)
  expect(attempts).toEqual({ fetch: 'refused', evaluation: 'refused', inlineScript: 'refused', outside: 'refused' })
})

test('permissions, navigation, new windows and webviews are denied', async ({ laboratory }) => {
  const { app, page } = laboratory.bench
  const before = page.url()
  const permissions = await page.evaluate(async () => {
    const state = async (name: PermissionName) => (await navigator.permissions.query({ name })).state
    return [await state('geolocation'), await state('notifications'), Notification.permission]
  })
  expect(permissions).toEqual(['denied', 'denied', 'denied'])
  await page.evaluate(() => {
    window.open('https://example.org/')
    location.href = 'https://example.org/'
  })
  await page.evaluate(() => document.body.append(document.createElement('webview')))
  expect(page.url()).toBe(before)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('requests that are not of the contract are refused, and break nothing', async ({ laboratory }) => {
  const { page } = laboratory.bench
  const answers = await page.evaluate(async () => {
    const ask = async (name: unknown, input: unknown) => {
      try {
        const answer: unknown = await Reflect.apply(window.bench.request, window.bench, [name, input])
        return JSON.stringify(answer)
      } catch {
        return 'thrown by the bridge'
      }
    }
    return [
      await ask('secrets/get', undefined),
      await ask('__proto__', undefined),
      await ask('tagging/open', { procedureId: 'one' }),
      await ask('tagging/open', { procedureId: 1, extra: true }),
      await ask('bench/enrol', { url: 'javascript:alert(1)', code: 'abcdef' }),
      await ask('inventory/search', { text: 'x'.repeat(5_000_000), offset: 0, limit: 1 }),
      await ask('simulator/present', { tags: ['AABBCCDD'] }),
    ]
  })
  for (const answer of answers) expect(answer).toMatch(/"ok":false|thrown by the bridge/)
  expect(answers.at(-1)).toContain('onlyInDemo')
  const alive = await page.evaluate(async () => (await window.bench.request('bench/get', undefined)).ok)
  expect(alive).toBe(true)
})

test('tokens and keys are neither in the renderer nor readable on the disk', async ({ laboratory }) => {
  const { page } = laboratory.bench
  const everything = await page.evaluate(async () =>
    JSON.stringify([
      await window.bench.request('bench/get', undefined),
      await window.bench.request('worklist/get', undefined),
      await window.bench.request('devices/get', undefined),
      { ...localStorage },
    ]),
  )
  expect(everything).not.toMatch(/token|PRIVATE KEY|MC4CAQAw/i)
  const folder = join(laboratory.folder, 'bench')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const path = join(file.parentPath, file.name)
    expect(readFileSync(path).includes('PRIVATE KEY'), path).toBe(false)
    if (/secret/i.test(file.name)) expect(statSync(path).mode & 0o077, `${path} is for its owner only`).toBe(0)
  }
})
