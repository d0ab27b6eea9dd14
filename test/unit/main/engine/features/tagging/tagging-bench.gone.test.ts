// Central is restored from a backup while a procedure is tagged: it is gone, or its number is another's.
import { expect, test } from 'vitest'
import type { Change } from '../../../../../../src/shared/api/entities'
import { procedureId, subjectId } from '../../../../../../src/shared/model/ids'
import { cane1, place, store1234, tag, vial } from '../../../../../support/builders/store-1234'
import { type Rig, rig, usualChanges } from './support'

const id = procedureId(1234)
const withoutIt = usualChanges.filter(({ entity }) => entity !== 'procedure')
const another: Change = {
  entity: 'procedure',
  body: store1234({ subject: { id: subjectId(2), code: 'SUBJ-0042' }, vials: [vial(71), vial(72)] }),
}

function restored({ store }: Rig, changes: readonly Change[], n: number): void {
  store.mirror.forgetHistory()
  const snapshot = store.mirror.beginSnapshot()
  snapshot.add(changes)
  snapshot.finish({ epoch: `e${n}`, n })
}

test.each([
  ['that is gone', withoutIt],
  ['whose number is another’s now', [...withoutIt, another]],
] as const)('a procedure %s gets no more tags, and is not ended', async (_, changes) => {
  const made = rig()
  await made.bench.open(id)
  made.bench.command((commands) => commands.choosePlace(cane1))
  made.arrive(tag(1))
  made.leave(tag(1))
  const [saved] = made.store.outbox.waiting(10)
  restored(made, changes, 5)
  expect(made.step()).toBe('refused procedureGone')
  expect(made.bench.snapshot()?.procedure.subject?.code).toBe('SUBJ-0001')
  made.arrive(tag(2))
  made.leave(tag(2))
  made.arrive(tag(3))
  expect(made.bench.command((commands) => commands.undo())).toMatchObject({ ok: false })
  expect(made.step()).toBe('refused procedureGone')
  expect(made.bench.snapshot()?.last).toMatchObject({ kind: 'refused', refusal: { kind: 'procedureGone' } })
  expect(made.found).toEqual([])
  made.leave(tag(3))
  await made.time.advance(60_000)
  expect(made.store.outbox.waiting(10)).toEqual([saved])

  const tagged = { vials: [vial(1, { tag: tag(1), place: place(1) }), vial(2), vial(3)] }
  restored(made, [...withoutIt, { entity: 'procedure', body: store1234(tagged) }], 9)
  expect(made.step()).toBe('expecting VL-002')
  made.arrive(tag(2))
  expect(made.store.outbox.waiting(10)).toHaveLength(2)
})
