// Which file answers a request of the window. Pure, so that its refusals are tested without a window.
import { extname, join, normalize, sep } from 'node:path'

export const appScheme = 'app'
const appHost = 'bundle'
export const appOrigin = `${appScheme}://${appHost}`

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
}

export interface RendererFile {
  readonly path: string
  readonly contentType: string
}

/** The file under `root` that `url` names; null for another host, a path that leaves the folder, or a kind of file that isn't ours. */
export function rendererFile(root: string, url: string): RendererFile | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname } = new URL(url)
  if (protocol !== `${appScheme}:` || host !== appHost) return null
  const name = decoded(pathname === '/' ? '/index.html' : pathname)
  if (name === null || name.includes('\0') || name.includes('\\')) return null
  const path = normalize(join(root, name))
  // SECURITY: nothing outside of the renderer's folder, however the path is written.
  if (!path.startsWith(root + sep)) return null
  const contentType = types[extname(path)]
  return contentType === undefined ? null : { path, contentType }
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

/** Whether a frame with this URL is a page of ours. */
export const isOurPage = (url: string, origin: string): boolean => url === origin || url.startsWith(`${origin}/`)
