// The app:// scheme: serves the renderer's files, each with the content policy.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { app, type ProtocolResponse, protocol, session } from 'electron'
import { contentSecurityPolicy, withNonce } from './content-policy'
import { appScheme, rendererFile } from './renderer-files'

/** Must run before Electron is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

/** Its URL; null where the built pages are shown. */
export function developmentServer(): string | null {
  // SECURITY: a packaged application takes no address of a development server.
  return app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
}

export function serveRenderer(root: string, developmentUrl: string | null): void {
  // Not `handle`: its Request and Response load Node's whole fetch into the main process while the window waits for its page.
  protocol.registerBufferProtocol(appScheme, ({ method, url }, answer) => {
    void answerTo(root, method, url).then(answer)
  })
  if (developmentUrl === null) return
  const { origin } = new URL(developmentUrl)
  const policy = contentSecurityPolicy({ nonce: '', developmentUrl })
  session.defaultSession.webRequest.onHeadersReceived({ urls: [`${origin}/*`] }, ({ responseHeaders }, answer) =>
    answer({ responseHeaders: { ...responseHeaders, 'Content-Security-Policy': [policy] } }),
  )
}

async function answerTo(root: string, method: string, url: string): Promise<ProtocolResponse> {
  const file = method === 'GET' ? rendererFile(root, url) : null
  const body = file && (await readFile(file.path).catch(() => null))
  if (!file || !body) return { statusCode: 404, mimeType: 'text/plain', data: Buffer.from('Not found') }
  const nonce = randomBytes(16).toString('base64')
  const isPage = file.contentType.startsWith('text/html')
  return {
    data: isPage ? Buffer.from(withNonce(body.toString('utf8'), nonce)) : body,
    headers: {
      'Content-Type': file.contentType,
      'Content-Security-Policy': contentSecurityPolicy({ nonce, developmentUrl: null }),
      'X-Content-Type-Options': 'nosniff',
    },
  }
}
