// The app:// scheme: serves the renderer's files, each with the content policy.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol, session } from 'electron'
import { contentSecurityPolicy, withNonce } from './content-policy'
import { appScheme, rendererFile } from './renderer-files'

/** Must run before Electron is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

export function serveRenderer(root: string, developmentUrl: string | null): void {
  protocol.handle(appScheme, async ({ method, url }) => {
    const file = method === 'GET' ? rendererFile(root, url) : null
    const body = file && (await readFile(file.path).catch(() => null))
    if (!file || !body) return new Response('Not found', { status: 404 })
    const nonce = randomBytes(16).toString('base64')
    const isPage = file.contentType.startsWith('text/html')
    return new Response(isPage ? withNonce(body.toString('utf8'), nonce) : new Uint8Array(body), {
      headers: {
        'Content-Type': file.contentType,
        'Content-Security-Policy': contentSecurityPolicy({ nonce, developmentUrl: null }),
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
  if (developmentUrl === null) return
  const { origin } = new URL(developmentUrl)
  const policy = contentSecurityPolicy({ nonce: '', developmentUrl })
  session.defaultSession.webRequest.onHeadersReceived({ urls: [`${origin}/*`] }, ({ responseHeaders }, answer) =>
    answer({ responseHeaders: { ...responseHeaders, 'Content-Security-Policy': [policy] } }),
  )
}
