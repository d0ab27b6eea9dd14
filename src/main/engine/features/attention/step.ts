// What the screen asks for while a vial is being verified, or what is wrong with what was read. Pure.
import { assertNever } from '../../../../shared/assert-never'
import type { VerifyRefusal, VerifyStep, VialToVerify } from '../../../../shared/views/attention'
import type { OnReader } from '../../../../shared/views/inventory'
import type { Reading } from './reading'

export function stepOf(vial: Pick<VialToVerify, 'id' | 'tag'>, { shown, scanned }: Reading): VerifyStep {
  if (scanned?.containerId === vial.id) return { kind: 'scanned', tag: scanned.tag, lies: scanned.lies }
  if (shown !== null) return { kind: 'refused', refusal: refusalOf(shown) }
  return { kind: vial.tag === null ? 'noTag' : 'scan' }
}

/** Of anything but the vial itself. */
function refusalOf(shown: OnReader): VerifyRefusal {
  switch (shown.kind) {
    case 'vial': {
      const { id, name, subjectCode, storedAt, verify } = shown.container
      const owner = { name, subjectCode, since: storedAt }
      return { kind: 'otherVial', tag: shown.tag, owner, toVerify: verify === null ? null : id }
    }
    case 'namedVial':
      return { kind: 'otherVial', tag: shown.tag, owner: shown.vial, toVerify: null }
    case 'freeTag':
      return { kind: 'freeTag', tag: shown.tag }
    case 'otherPurpose':
    case 'unreadable':
    case 'notSaved':
      return shown
    case 'several':
      return { kind: 'severalTags', tags: shown.tags, changed: shown.changed }
    default:
      return assertNever(shown)
  }
}
