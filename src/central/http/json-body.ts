// Request bodies: JSON only, UTF-8, of limited depth. Their size is limited by the server.
import type { FastifyInstance } from 'fastify'
import { HttpRefusal } from './refusal'
import { textOf } from './utf8'

/** No request needs more than 6; a recursive walk over 1 MB of brackets would exhaust the stack. */
const deepest = 32

/** Whether brackets nest deeper than allowed. Checks the text, so that nothing deep is ever built. */
export function isTooDeep(json: string): boolean {
  let depth = 0
  let inText = false
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index)
    if (inText) {
      if (code === 0x5c) index++
      else if (code === 0x22) inText = false
    } else if (code === 0x22) inText = true
    else if (code === 0x5b || code === 0x7b) {
      depth++
      if (depth > deepest) return true
    } else if (code === 0x5d || code === 0x7d) depth--
  }
  return false
}

/** SECURITY: `__proto__` and `constructor.prototype` as keys are refused, not dropped. */
export function acceptJson(app: FastifyInstance) {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    let text: string
    try {
      text = textOf(body)
    } catch (problem) {
      return done(problem instanceof Error ? problem : new Error(String(problem)), undefined)
    }
    if (text === '') return done(null, undefined)
    if (isTooDeep(text))
      return done(new HttpRefusal('VALIDATION_ERROR', `JSON nests deeper than ${deepest}`), undefined)
    return parse(request, text, done)
  })
}
