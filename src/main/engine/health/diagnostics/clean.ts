// What leaves with a diagnostics file: every text goes through here. Pure.
import { redacted } from '../../../../shared/redacted'

/** `known`: secrets of this machine that are known by their value, such as the policy's enrolment code. */
export type Clean = (text: string) => string

/** SECURITY: nothing is put into a diagnostics file but by this, except for dumps that somebody has asked for. */
export function cleanedOf(known: readonly string[]): Clean {
  const values = known.filter((value) => value.length >= 4)
  return (text) => redacted(values.reduce((rest, value) => rest.replaceAll(value, '[secret]'), text))
}

/** A log of JSON lines: each text is cleaned as it was said, and not only as it is written, where its quotes are escaped. */
export function cleanedLog(log: string, clean: Clean): string {
  return clean(
    log
      .split('\n')
      .map((line) => cleanedLine(line, clean))
      .join('\n'),
  )
}

function cleanedLine(line: string, clean: Clean): string {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return clean(line)
    return JSON.stringify(value, (_name, part) => (typeof part === 'string' ? clean(part) : part))
  } catch {
    // Cut short by a power cut, or written by another program.
    return clean(line)
  }
}

/** A policy without its code. One that is no JSON could hold it anywhere: then only that is told. */
export function cleanedPolicy(text: string): { readonly policy: unknown; readonly known: readonly string[] } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { policy: 'no object', known: [] }
    if (!('enrol' in value)) return { policy: value, known: [] }
    return { policy: { ...value, enrol: '[code]' }, known: typeof value.enrol === 'string' ? [value.enrol] : [] }
  } catch {
    return { policy: 'not JSON', known: [] }
  }
}
