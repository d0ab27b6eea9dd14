// What the shell says in the page's address of a program that could not start.
import type { FolderTrouble, StartProblem } from '../../../shared/views/start-problem'

const troubles: Readonly<Record<FolderTrouble, true>> = {
  notAFolder: true,
  readOnly: true,
  notPermitted: true,
  full: true,
  other: true,
}
const isTrouble = (why: unknown): why is FolderTrouble => typeof why === 'string' && Object.hasOwn(troubles, why)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Null where the program has started. Whatever is in the address, it is shown as text and nothing else. */
export function startProblemIn(search: string): StartProblem | null {
  const given = new URLSearchParams(search).get('problem')
  if (given === null) return null
  const { kind, sentence, why, path } = fieldsOf(given)
  const said = text(sentence)
  switch (kind) {
    case 'switch':
    case 'policy':
      return { kind, sentence: said }
    case 'folder':
      return { kind, sentence: said, why: isTrouble(why) ? why : 'other', path: text(path) }
    default:
      return { kind: 'broken', sentence: said }
  }
}

interface Fields {
  readonly kind?: unknown
  readonly sentence?: unknown
  readonly why?: unknown
  readonly path?: unknown
}

function fieldsOf(json: string): Fields {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

export function schemeIn(search: string): 'system' | 'light' | 'dark' {
  const scheme = new URLSearchParams(search).get('scheme')
  return scheme === 'light' || scheme === 'dark' ? scheme : 'system'
}
