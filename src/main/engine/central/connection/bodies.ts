// Bodies that central sends, with a bound on everything: size, silence, length of a line.
import type { Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'

export type BodyProblem =
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'broken'; readonly detail: string }

/** The part of a stream's reader that is used: Node's own and a library's differ in the rest. */
export interface BodyReader {
  read(): Promise<
    { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: unknown }
  >
  cancel(): Promise<void>
}

export interface Body {
  getReader(): BodyReader
  cancel(): Promise<void>
}

/** The next bytes, null at the end. Silence of `silenceMs` is a problem: a connection can die without a word. */
export function nextBytes(
  reader: BodyReader,
  timers: Timers,
  silenceMs: number,
): Promise<Result<Uint8Array | null, BodyProblem>> {
  return new Promise((resolve) => {
    const cancel = timers.after(silenceMs, () => resolve(refused({ kind: 'silent' })))
    reader.read().then(
      (part) => {
        cancel()
        resolve(ok(part.done ? null : part.value))
      },
      (error: unknown) => {
        cancel()
        resolve(refused({ kind: 'broken', detail: String(error) }))
      },
    )
  })
}

/** A whole body as text, of `maxBytes` at most. */
export async function textOf(body: Body | null, maxBytes: number): Promise<Result<string, BodyProblem>> {
  if (body === null) return ok('')
  const reader = body.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength
      if (size > maxBytes) {
        await reader.cancel()
        return refused({ kind: 'tooLarge' })
      }
      parts.push(part.value)
    }
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)))
  } catch (error) {
    return refused({ kind: 'broken', detail: String(error) })
  }
}

/** Cuts bytes into lines; a line longer than `maxLength` UTF-16 units is a problem. The last line needs its line feed. */
export function lineCutter(maxLength: number): (bytes: Uint8Array) => Result<readonly string[], BodyProblem> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  return (bytes) => {
    try {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > maxLength || lines.some((line) => line.length > maxLength)) return refused({ kind: 'tooLarge' })
      return ok(lines.filter((line) => line.trim() !== ''))
    } catch (error) {
      return refused({ kind: 'broken', detail: String(error) })
    }
  }
}

export function jsonOf(text: string): Result<unknown, BodyProblem> {
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch (error) {
    return refused({ kind: 'broken', detail: String(error) })
  }
}
