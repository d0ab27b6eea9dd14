// A conflict resolved at the screen, and tagging opened at the vial that goes back on the reader.
import { errorText } from '../../../../shared/error-text'
import type { Answer, Parsed } from '../../../../shared/ipc/contract'
import { ok, refused } from '../../../../shared/result'
import type { TaggingBench } from '../tagging/tagging-bench'
import type { ConflictDesk } from './conflict-desk'

/** Tagging that can't be opened now (another one is open, another bench is at it) takes nothing back: the vial is expected when it is. */
export function carryOn(desk: ConflictDesk, tagging: Pick<TaggingBench, 'open' | 'act'>) {
  const resolve = (asked: Parsed<'conflicts/resolve'>) => {
    try {
      return desk.resolve(asked)
    } catch (error) {
      return refused({ kind: 'notSaved', detail: errorText(error) } as const)
    }
  }
  return async (asked: Parsed<'conflicts/resolve'>): Promise<Answer<'conflicts/resolve'>> => {
    const resolved = resolve(asked)
    if (!resolved.ok) return resolved
    const next = resolved.value.tagging
    if (next !== null && (await tagging.open(next.procedureId)).ok) tagging.act((hands) => hands.goTo(next.containerId))
    return ok(null)
  }
}
