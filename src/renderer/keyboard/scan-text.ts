// What the strokes of a scan have written: as the keyboard's layout has it, and as a US keyboard would.
import { cleanCode, cleanTag, hasAimPrefix } from '../../shared/codes/clean-code'
import { usCharacter } from '../../shared/codes/layouts'
import { isCharacter, type Stroke } from './stroke'

export interface ScanText {
  readonly typed: string
  /** By the keys' positions, whatever layout is set: what a scanner means that was never told of another. Null where a position is not known. */
  readonly byPosition: string | null
}

/** Ctrl with a letter is a control character (STX, GS) to a scanner. */
function controlCharacter({ key }: Stroke): string {
  const code = key.toUpperCase().charCodeAt(0) - 64
  return key.length === 1 && code > 0 && code < 32 ? String.fromCharCode(code) : ''
}

export function textOf(strokes: readonly Stroke[]): ScanText {
  const written = strokes.filter((stroke) => isCharacter(stroke))
  const typed = written.map((stroke) =>
    stroke.chord ? controlCharacter(stroke) : stroke.key.length === 1 ? stroke.key : '',
  )
  const positions = written.map((stroke) =>
    stroke.chord ? controlCharacter(stroke) : usCharacter(stroke.code, stroke.shift),
  )
  return {
    typed: typed.join(''),
    byPosition: positions.includes(null) ? null : positions.join(''),
  }
}

/** A prefix that only the keys' positions show proves that the scanner knows no other layout than the US one. */
const meant = ({ typed, byPosition }: ScanText): string =>
  byPosition !== null && (typed === '' || (hasAimPrefix(byPosition) && !hasAimPrefix(typed))) ? byPosition : typed

/** As it is shown: what was read, and nothing that only frames it. */
export const readText = (scan: ScanText): string => cleanCode(meant(scan))

/** As it is written into a field that takes codes: a printed tag is the tag. */
export const fieldText = (scan: ScanText): string => cleanTag(meant(scan))
