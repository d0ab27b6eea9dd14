import { describe, expect, it } from 'vitest'
import { coverageOf } from '../../../../../../src/main/engine/features/conflicts/coverage'
import { groupsOf } from '../../../../../../src/main/engine/features/conflicts/groups'
import type { RefusedEntry } from '../../../../../../src/main/engine/store/bench-store'
import type { ToldProblem } from '../../../../../../src/shared/acts/problems'
import type { ResolveConflict } from '../../../../../../src/shared/acts/resolve-conflict'
import { assign, release } from '../../../../../support/builders/outbox'
import { behind, id, idOf, prepare, refusedAs } from '../../../../../support/builders/refused'
import { tag, vialId } from '../../../../../support/builders/store-1234'

const shape = (entries: readonly RefusedEntry[]) =>
  groupsOf(entries).map(({ head, rest }) => [head, ...rest].map((each) => entries.indexOf(each)))

const used = (number: number): ToldProblem => ({ kind: 'tagUsed', tag: tag(number) })
const cancelled: ToldProblem = { kind: 'wrongStatus', event: 'assignTag', status: 'CANCELLED' }

const resolution = (covers: readonly RefusedEntry[], withdrawn: readonly RefusedEntry[] = []): ResolveConflict => ({
  kind: 'conflict.resolve',
  conflictId: idOf(covers[0] ?? refusedAs(prepare, cancelled)),
  conflictKind: 'movedOn',
  about: { kind: 'procedure', procedureId: id },
  covers: covers.map(idOf),
  withdrawn: withdrawn.map(idOf),
  choice: 'keepCentral',
  reason: null,
})

describe('one disagreement', () => {
  it('is a refusal with what was parked behind it', () => {
    const head = refusedAs(assign(1, 7), used(7))
    expect(shape([head, behind(head, assign(2, 8)), behind(head, prepare)])).toEqual([[0, 1, 2]])
  })

  it('is one cause of a whole procedure, however many intents met it', () => {
    const all = [refusedAs(assign(1, 7), cancelled), refusedAs(assign(2, 8), cancelled), refusedAs(prepare, cancelled)]
    expect(shape(all)).toEqual([[0, 1, 2]])
    const later = refusedAs(prepare, { ...cancelled, status: 'IN_PROGRESS' })
    expect(shape([all[0] ?? later, later])).toEqual([[0], [1]])
  })

  it('are two for two vials, and one for all that concerns one vial', () => {
    const all = [refusedAs(assign(1, 7), used(7)), refusedAs(assign(2, 8), used(8)), refusedAs(release(1, 7), used(7))]
    expect(shape(all)).toEqual([[0, 2], [1]])
  })

  it('takes in the queueing that failed for want of its vial', () => {
    const missing = refusedAs(prepare, { kind: 'vialsUntagged', containerIds: [vialId(2)] })
    expect(shape([refusedAs(assign(1, 7), used(7)), refusedAs(assign(2, 8), used(8)), missing])).toEqual([[0], [1, 2]])
  })

  it('never joins two procedures', () => {
    const other = { ...refusedAs(assign(1, 7), cancelled), aggregate: 'procedure:99' }
    expect(shape([refusedAs(assign(1, 7), cancelled), other])).toEqual([[0], [1]])
  })

  it('is open again with a refused resolution and what was parked behind that', () => {
    const head = refusedAs(assign(1, 7), used(7))
    const refused = refusedAs(resolution([head]), { kind: 'notEntitled', name: 'A', role: 'staff' })
    expect(shape([head, refused, behind(refused, assign(1, 9))])).toEqual([[0, 1, 2]])
  })
})

describe('what a resolution names', () => {
  const named = (entries: readonly RefusedEntry[]) => {
    const [group] = groupsOf(entries)
    if (group === undefined) throw new Error('no group')
    const { covers, withdrawn, entries: ended } = coverageOf(group)
    const indexOf = (each: string) => entries.findIndex(({ envelope }) => envelope.intentId === each)
    return { covers: covers.map(indexOf), withdrawn: withdrawn.map(indexOf), ended: ended.length }
  }

  it("central's refusals are covered, what was never sent is withdrawn", () => {
    const head = refusedAs(assign(1, 7), used(7))
    expect(named([head, behind(head, prepare)])).toEqual({ covers: [0], withdrawn: [1], ended: 2 })
  })

  it('what central does not remember is withdrawn', () => {
    for (const kind of ['wrongHash', 'wrongSignature', 'idUsed', 'sequenceUsed', 'chainBroken', 'otherBench']) {
      expect(named([refusedAs(assign(1, 7), { kind }, 'rejected')])).toMatchObject({ covers: [], withdrawn: [0] })
    }
    const unread: ToldProblem = { kind: 'malformed', intent: null }
    expect(named([refusedAs(assign(1, 7), unread, 'rejected')])).toMatchObject({ covers: [], withdrawn: [0] })
    const unknown: ToldProblem = { kind: 'malformed', intent: 'tag.assign' }
    expect(named([refusedAs(assign(1, 7), unknown, 'rejected')])).toMatchObject({ covers: [0], withdrawn: [] })
  })

  it("another facility's central answered nothing of this one's", () => {
    const head = refusedAs(assign(1, 7), { kind: 'otherFacility', facilityName: 'Harbour' }, 'parked')
    const before = refusedAs(assign(1, 8), used(8))
    expect(named([head, before])).toMatchObject({ covers: [], withdrawn: [0, 1] })
  })

  it('does not name once more what central objected to', () => {
    const head = refusedAs(assign(1, 7), used(7))
    const again = (problem: ToldProblem) => {
      const refused = refusedAs(resolution([head]), { ...problem, intentIds: [head.envelope.intentId] })
      return named([head, refused])
    }
    expect(again({ kind: 'alreadyResolved' })).toEqual({ covers: [1], withdrawn: [], ended: 2 })
    expect(again({ kind: 'notRefused' })).toEqual({ covers: [1], withdrawn: [0], ended: 2 })
    expect(again({ kind: 'notEntitled' })).toEqual({ covers: [0, 1], withdrawn: [], ended: 2 })
  })
})
