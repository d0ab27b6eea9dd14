import { expect, it } from 'vitest'
import { conflictsRoom } from '../../../../../../src/main/engine/features/conflicts/room'
import { intentId, procedureId } from '../../../../../../src/shared/model/ids'
import { ok, type Result, refused } from '../../../../../../src/shared/result'
import type { Refusal } from '../../../../../../src/shared/views/refusal'
import { vialId } from '../../../../../support/builders/store-1234'
import { someConflicts } from '../../../../../support/builders/sync'
import { diskFull } from '../../../../../support/disk-full'

const decision = {
  conflictId: intentId('01890000-0000-7000-8000-000000000001'),
  choice: 'tagAgain',
  reason: null,
} as const

function room(
  resolve: () => Result<
    {
      readonly tagging: { procedureId: ReturnType<typeof procedureId>; containerId: ReturnType<typeof vialId> } | null
    },
    Refusal
  >,
  opens: Result<null, Refusal> = ok(null),
) {
  const done: string[] = []
  const { handlers } = conflictsRoom({
    conflicts: { snapshot: someConflicts, openCount: () => 1, resolve, stop: () => undefined },
    tagging: {
      open: async (id) => {
        done.push(`open ${id}`)
        return opens
      },
      goTo: (id) => {
        done.push(`go to ${id}`)
        return ok(null)
      },
    },
  })
  return { done, answer: handlers['conflicts/resolve'](decision) }
}
const vial = { tagging: { procedureId: procedureId(1234), containerId: vialId(2) } }

it('tagging opens at the vial that goes on the reader again', async () => {
  const { done, answer } = room(() => ok(vial))
  expect(await answer).toEqual(ok(null))
  expect(done).toEqual(['open 1234', `go to ${vialId(2)}`])
})

it('a decision stands although tagging can not be opened now', async () => {
  const { done, answer } = room(() => ok(vial), refused({ kind: 'otherTaggingOpen', procedureId: 7 }))
  expect(await answer).toEqual(ok(null))
  expect(done).toEqual(['open 1234'])
})

it('nothing is opened for a decision without a vial, or one that was refused', async () => {
  const decided = room(() => ok({ tagging: null }))
  expect([await decided.answer, decided.done]).toEqual([ok(null), []])
  const gone = room(() => refused({ kind: 'choiceGone' }))
  expect([await gone.answer, gone.done]).toEqual([refused({ kind: 'choiceGone' }), []])
  const full = room(() => {
    throw diskFull()
  })
  expect(await full.answer).toEqual(refused({ kind: 'notSaved', why: 'full', detail: 'disk full' }))
})
