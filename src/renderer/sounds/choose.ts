import { assertNever } from '../../shared/assert-never'
import { lastingNumber } from '../../shared/model/made'
import type { AttentionSnapshot, VerifyRefusal } from '../../shared/views/attention'
import type { OnReader } from '../../shared/views/inventory'
import type { LastResult, TaggingSnapshot, TagRefusal } from '../../shared/views/tagging'
import type { Cue } from './cues'

/** The sound that goes with a refused read. */
export function soundOfRefusal(refusal: TagRefusal): Cue {
  switch (refusal.kind) {
    case 'otherSubject':
    case 'procedureGone':
    case 'notTheLast':
    case 'notItsTag':
      return 'mismatch'
    case 'tagInUse':
    case 'otherPurpose':
      return 'duplicate'
    case 'notClear':
    case 'tagChanged':
      return 'severalTags'
    case 'noIdentity':
    case 'wrongLength':
    case 'randomId':
      return 'unreadable'
    case 'severalTags':
    case 'unreadable':
    case 'readerGone':
    case 'notSaved':
      return refusal.kind
    default:
      return assertNever(refusal)
  }
}

function soundOfResult(last: LastResult, finished: boolean): Cue {
  switch (last.kind) {
    case 'accepted':
    case 'confirmedLast':
      return finished ? 'done' : 'accepted'
    case 'undone':
      return 'undone'
    case 'refused':
      return soundOfRefusal(last.refusal)
    case 'sameAgain':
      return 'known'
    case 'waits':
    case 'onlySkipped':
      return 'asks'
    default:
      return assertNever(last)
  }
}

/** The sound of what lies on a reader where nobody is tagging. */
export function soundOfReader(shown: OnReader): Cue {
  switch (shown.kind) {
    case 'vial':
    case 'namedVial':
    case 'freeTag':
    case 'otherPurpose':
      return 'known'
    case 'several':
      return 'severalTags'
    case 'unreadable':
    case 'notSaved':
      return shown.kind
    default:
      return assertNever(shown)
  }
}

/**
 * The sound of a new tagging snapshot: one for each scan result, none for anything else.
 * The first snapshot of a procedure is silent: its last result was heard when it happened.
 */
export function soundFor(before: TaggingSnapshot | null, next: TaggingSnapshot | null): Cue | null {
  if (before === null || next === null || lastingNumber(before.procedure) !== lastingNumber(next.procedure)) return null
  if (next.resultNumber === before.resultNumber || next.last === null) return null
  return soundOfResult(next.last, next.step.kind === 'finished')
}

function soundOfOther(refusal: VerifyRefusal): Cue {
  switch (refusal.kind) {
    case 'otherVial':
    case 'freeTag':
      return 'mismatch'
    case 'otherPurpose':
      return 'duplicate'
    case 'severalTags':
    case 'unreadable':
    case 'notSaved':
      return refusal.kind
    default:
      return assertNever(refusal)
  }
}

/** The sound of a read while a vial is verified: one for each, none for anything else. The right vial asks for its place. */
export function soundOfVerification(before: AttentionSnapshot | null, next: AttentionSnapshot): Cue | null {
  if (before === null || before.readNumber === next.readNumber) return null
  const step = next.open?.step
  if (step?.kind === 'scanned') return 'asks'
  return step?.kind === 'refused' ? soundOfOther(step.refusal) : null
}
