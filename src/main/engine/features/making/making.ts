// What a person makes at the bench: checked by what the bench knows, saved, and shown at once. Central has the last word, and numbers it.
import type { CreateProcedure } from '../../../../shared/acts/create-procedure'
import { madeNumber } from '../../../../shared/model/made'
import type { Actor, Procedure } from '../../../../shared/model/procedure'
import { codePointText, readName } from '../../../../shared/names/name'
import { alikeAmong } from '../../../../shared/names/own-names'
import type { Ids } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import { whyNot } from '../../../../shared/rights'
import type { InventoryRow } from '../../../../shared/views/inventory'
import type { Refusal } from '../../../../shared/views/refusal'
import type { People } from '../../people/people'
import { isQueuedAtOnce } from '../../procedures/made-here'
import type { Procedures } from '../../procedures/procedures'
import type { Store } from '../../store/contract/store'

/** What is asked for, as the window has shown it. */
export type Asked = Pick<CreateProcedure, 'type' | 'subjectCode' | 'newVials' | 'vials'>

export interface MakingNeeds {
  readonly store: Pick<Store, 'mirror' | 'outbox' | 'profile'>
  readonly procedures: Procedures
  readonly people: People
  readonly ids: Ids
  readonly whoActs: () => Result<Actor, Refusal>
  /** Bench clock minus central's, milliseconds, where it is so wrong that nothing may be signed with it; else null. */
  readonly wrongClockMs: () => number | null
}

/** Makes it: as this bench foresees it, under the number that it has until central gives it one. */
export function make(needs: MakingNeeds, asked: Asked): Result<Procedure, Refusal> {
  const { store, procedures, people, ids, whoActs, wrongClockMs } = needs
  const actor = whoActs()
  if (!actor.ok) return actor
  const person = people.current()
  const notEntitled = whyNot(person, 'procedure.create')
  if (notEntitled !== null) return refused(notEntitled)
  const offsetMs = isQueuedAtOnce(asked.type, person, store.mirror.rules()) ? wrongClockMs() : null
  // It is an approval too.
  if (offsetMs !== null) return refused({ kind: 'clockWrong', offsetMs })
  const facilityId = store.profile.identity()?.facilityId
  if (facilityId === undefined) return refused({ kind: 'failed', detail: 'not enrolled' })
  const named = readNames(asked)
  if (!named.ok) return named
  const problem = whyNotTaken(needs, asked)
  if (problem !== null) return refused(problem)
  const body: CreateProcedure = { kind: 'procedure.create', madeId: ids.next(), facilityId, ...asked, ...named.value }
  const id = madeNumber(body.madeId)
  procedures.write(id, () => store.outbox.enqueue({ body, actor: actor.value }))
  const made = procedures.foreseen(id)
  return made === null ? refused({ kind: 'noSuchProcedure' }) : ok(made.procedure)
}

/** By the one rule for names, so that central has them as they are shown here. */
function readNames({ subjectCode, newVials, vials }: Asked): Result<Pick<Asked, 'subjectCode' | 'newVials'>, Refusal> {
  if (newVials.length + vials.length === 0) return refused({ kind: 'noVials' })
  const read: { name: string; description: string }[] = []
  for (const { name, description } of [...newVials, { name: subjectCode, description: '' }]) {
    const result = readName(name)
    if (result.ok) {
      read.push({ name: result.value, description: description.trim() })
      continue
    }
    const { problem } = result
    const character = 'codePoint' in problem ? codePointText(problem.codePoint) : ''
    return refused({ kind: 'noName', why: problem.kind, character })
  }
  const named = read.slice(0, -1)
  const alike = alikeAmong(named.map(({ name }) => name))
  if (alike !== null) return refused({ kind: 'alikeVial', ...alike })
  // A code of before the rule is asked for as it is written.
  return ok({ subjectCode: vials.length > 0 ? subjectCode : (read.at(-1)?.name ?? subjectCode), newVials: named })
}

type WhyNotFree = Extract<Refusal, { kind: 'vialsNotFree' }>['why']

function whyNotTaken({ store, procedures }: MakingNeeds, { type, subjectCode, vials }: Asked): Refusal | null {
  const rows: InventoryRow[] = []
  for (const { containerId, name } of vials) {
    const row = store.mirror.container(containerId)
    // SECURITY: what the window showed is what is saved and signed; the bench knows something else by now, or the window is not to be believed.
    if (row === null || row.name !== name || row.subjectCode !== subjectCode) return { kind: 'notAsShown' }
    rows.push(row)
  }
  const inWork = new Set(
    procedures.open().flatMap(({ id }) => {
      const foreseen = procedures.foreseen(id)?.procedure
      const isOver = foreseen?.status === 'CANCELLED' || foreseen?.status === 'FAILED'
      return isOver ? [] : (foreseen?.vials ?? []).map(({ containerId }) => containerId)
    }),
  )
  const mustBeStored = type === 'RETRIEVAL'
  const reasons: readonly (readonly [WhyNotFree, (row: InventoryRow) => boolean])[] = [
    ['toVerify', ({ verify, verifiedHere }) => verify !== null && verifiedHere === null],
    ['verifiedHere', ({ verify }) => verify !== null],
    ['held', ({ id }) => inWork.has(id)],
    [mustBeStored ? 'notInStorage' : 'inStorage', ({ storedAt }) => (storedAt !== null) !== mustBeStored],
  ]
  for (const [why, isSo] of reasons) {
    const names = rows.filter(isSo).map(({ name }) => name)
    if (names.length > 0) return { kind: 'vialsNotFree', why, names }
  }
  return null
}
