import { describe, expect, it } from 'vitest'
import { centralActs } from '../../../../src/central/acts/table'
import type { ActBody } from '../../../../src/shared/acts'
import { procedureId, subjectId } from '../../../../src/shared/model/ids'
import { seenOf } from '../../../../src/trust'
import { asker, factsOf } from '../../../support/builders/central-acts'
import { assign, release } from '../../../support/builders/outbox'
import { store1234, vialId } from '../../../support/builders/store-1234'

const mine = store1234()
const others = store1234({ subject: { id: subjectId(2), code: 'SUBJ-0002' } })
const about = { procedureId: procedureId(1234) }

/** Every act on a procedure, as the person saw it. */
const acts: readonly ActBody[] = [
  { ...assign(1, 7), seen: seenOf(mine, [vialId(1)]) } as ActBody,
  { ...release(1, 7), seen: seenOf(mine, [vialId(1)]) } as ActBody,
  { ...about, kind: 'procedure.prepare', seen: seenOf(mine, []) },
  { ...about, kind: 'procedure.accept', seen: seenOf(mine, []) },
  { ...about, kind: 'procedure.cancel', reason: 'Not needed', seen: seenOf(mine, []) },
]

const decide = (body: ActBody, procedure: typeof mine | undefined) =>
  centralActs[body.kind].decide(body as never, factsOf({ procedure: () => procedure }), asker())

describe('an act on a procedure, at central', () => {
  it.each(acts.map((body) => [body.kind, body] as const))(
    '%s is refused on what its person did not see',
    (_kind, body) => {
      expect(decide(body, others)).toMatchObject({
        ok: false,
        problem: {
          against: others,
          problem: {
            kind: 'notWhatWasSeen',
            seen: { subjectCode: 'SUBJ-0001' },
            central: { subjectCode: 'SUBJ-0002' },
          },
        },
      })
    },
  )

  it.each(acts.map((body) => [body.kind, body] as const))(
    '%s names what it was about where there is nothing',
    (_kind, body) => {
      const refusal = { kind: 'unknownProcedure', procedureId: 1234, seen: { subjectCode: 'SUBJ-0001' } }
      expect(decide(body, undefined)).toMatchObject({ ok: false, problem: { problem: refusal } })
    },
  )

  it('is believed by its digest, not by what it says beside it', () => {
    const forged = { ...seenOf(others, []), digest: seenOf(mine, []).digest }
    expect(decide({ ...about, kind: 'procedure.cancel', reason: 'No', seen: forged }, mine).ok).toBe(true)
    const pretending = { ...seenOf(mine, []), digest: '0'.repeat(64) }
    expect(decide({ ...about, kind: 'procedure.cancel', reason: 'No', seen: pretending }, mine).ok).toBe(false)
  })

  it('without a word of it, as older programs send it, is decided by its number', () => {
    expect(decide({ ...about, kind: 'procedure.cancel', reason: 'No' }, others).ok).toBe(true)
  })
})
