// What arrives is UTF-8, or it is refused. A lenient decoder puts the same stand-in for each byte that it can't read: two names become one.
import type { FastifyInstance } from 'fastify'
import { HttpRefusal } from './refusal'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** SECURITY: never `toString('utf8')`, which reads whatever comes. A byte order mark at the beginning is left out. */
export function textOf(bytes: Buffer): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new HttpRefusal('VALIDATION_ERROR', 'The body is not UTF-8 text')
  }
}

/** The charset that a content type names; JSON and forms are read as UTF-8, whatever it says. */
const charsetOf = (type: string): string | undefined => /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1]

/** Whether a text with percent escapes stands for UTF-8. */
export function isEscapedUtf8(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** Refuses what names another encoding, and addresses that are not what they should be: ASCII, with UTF-8 behind its escapes. */
export function onlyUtf8(app: FastifyInstance) {
  app.addHook('onRequest', async (request) => {
    if (!/^[\x21-\x7e]*$/.test(request.url) || !isEscapedUtf8(request.url)) {
      throw new HttpRefusal('VALIDATION_ERROR', 'The address must be UTF-8 in percent escapes')
    }
    const charset = charsetOf(request.headers['content-type'] ?? '')
    if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
      throw new HttpRefusal('UNSUPPORTED_MEDIA_TYPE', `The body must be UTF-8, and not ${charset}`)
    }
  })
}
