// A tag that was undone is free at once, whatever of it central has told so far, and in whatever order answers and rows come.
import { describe, expect, it } from 'vitest'
import type { Change } from '../../../../../../src/shared/api/entities'
import { facilityId, procedureId } from '../../../../../../src/shared/model/ids'
import type { ProcedureVial } from '../../../../../../src/shared/model/procedure'
import {
  cane1,
  noon,
  otherBench,
  place,
  store1234,
  subject1,
  tag,
  vial,
  vialId,
} from '../../../../../support/builders/store-1234'
import { type Rig, rig, usualChanges } from './support'

const id = procedureId(1234)
const procedure = (version: number, first: Partial<ProcedureVial>): Change => ({
  entity: 'procedure',
  body: store1234({ version, vials: [vial(1, first), vial(2), vial(3)] }),
})
const container = (version: number, tagNumber: number | null): Change => ({
  entity: 'container',
  body: {
    id: vialId(1),
    name: 'VL-001',
    description: '',
    subject: subject1,
    tag: tagNumber === null ? null : tag(tagNumber),
    taggedAt: tagNumber === null ? null : noon,
    place: null,
    storedAt: null,
    version,
  },
})
const known = (number: number, vialNumber = 1): Change => ({
  entity: 'knownTag',
  body: {
    tag: tag(number),
    containerId: vialId(vialNumber),
    containerName: `VL-00${vialNumber}`,
    subjectCode: 'SUBJ-0001',
    facilityId: facilityId(1),
    since: noon,
  },
})

/** Central's rows for: VL-001 gets tag 1, tag 1 is taken back, VL-001 gets tag 2. Tag, procedure, vial; as central orders them. */
const rows: readonly Change[] = [
  known(1),
  procedure(2, { tag: tag(1), place: place(1) }),
  container(2, 1),
  { entity: 'freedTag', body: { tag: tag(1) } },
  procedure(3, {}),
  container(3, null),
  known(2),
  procedure(4, { tag: tag(2), place: place(1) }),
  container(4, 2),
]

async function tagged(): Promise<Rig> {
  const made = rig(usualChanges)
  await made.bench.open(id)
  made.bench.command((commands) => commands.choosePlace(cane1))
  made.arrive(tag(1))
  made.leave(tag(1))
  made.bench.command((commands) => commands.undo())
  made.arrive(tag(2))
  await made.time.advance(1000)
  made.leave(tag(2))
  made.bench.command((commands) => commands.skip())
  return made
}

/** Central's answers to the first `count` intents of the bench. */
const answer = ({ store }: Rig, count: number) => {
  const sent = store.outbox.nextBatch(100, Number.MAX_SAFE_INTEGER).slice(0, count)
  store.outbox.settle(
    sent.map(({ envelope }, index) => ({
      intentId: envelope.intentId,
      result: 'accepted',
      problem: null,
      version: index + 2,
    })),
  )
}

describe('a tag that was undone and goes on the next vial', () => {
  const orders = [0, 1, 2, 3].flatMap((answers) =>
    Array.from({ length: rows.length + 1 }, (_, told) => ({ answers, told })).flatMap((order) => [
      { ...order, first: 'answers' as const },
      { ...order, first: 'rows' as const },
    ]),
  )
  it.each(orders)('$answers answers, $told rows, $first first', async ({ answers, told, first }) => {
    const made = await tagged()
    const tell = () =>
      rows.slice(0, told).forEach((row, index) => {
        made.store.mirror.apply([row], { epoch: 'e', n: index + 2 })
      })
    if (first === 'rows') tell()
    answer(made, answers)
    if (first === 'answers') tell()
    expect(made.step()).toBe('expecting VL-003')
    made.arrive(tag(1))
    expect(made.bench.snapshot()?.vials.map(({ vial: { tag } }) => tag)).toEqual([tag(2), null, tag(1)])
    made.leave(tag(1))
    made.arrive(tag(2))
    expect(made.step()).toBe('refused tagInUse')
  })

  it('is used again once central has told that another bench has put it on', async () => {
    const made = await tagged()
    answer(made, 3)
    for (const [index, row] of rows.entries()) made.store.mirror.apply([row], { epoch: 'e', n: index + 2 })
    const elsewhere = store1234({
      version: 5,
      vials: [vial(1, { tag: tag(2), place: place(1) }), vial(2, { tag: tag(1), place: place(2) }), vial(3)],
      claim: { benchId: otherBench, benchName: 'Bench 2', expiresAt: noon },
    })
    made.store.mirror.apply([known(1, 2), { entity: 'procedure', body: elsewhere }], { epoch: 'e', n: 20 })
    made.arrive(tag(1))
    expect(made.bench.snapshot()?.step).toMatchObject({ refusal: { kind: 'tagInUse', owner: { name: 'VL-002' } } })
  })
})
