// Form-encoded bodies, for the token's request alone.
import type { FastifyInstance } from 'fastify'
import { HttpRefusal } from './refusal'
import { isEscapedUtf8, textOf } from './utf8'

const longest = 10_000

/** A field that comes twice is a list, as no schema wants it. */
function fieldsOf(text: string): Readonly<Record<string, string | readonly string[]>> {
  const form = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

export function acceptForms(app: FastifyInstance) {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: longest },
    async (_request: unknown, body: Buffer) => {
      const text = textOf(body)
      if (!isEscapedUtf8(text)) throw new HttpRefusal('VALIDATION_ERROR', 'The form must be UTF-8 in percent escapes')
      return fieldsOf(text)
    },
  )
}
