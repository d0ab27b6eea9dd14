import { expect, it } from 'vitest'
import { sortRefills } from '../../../../../src/main/engine/devices/devices'
import { procedureId } from '../../../../../src/shared/model/ids'
import type { ProcedureStatus } from '../../../../../src/shared/model/procedure'
import { store1234 } from '../../../../support/builders/store-1234'

const refill = (id: number, status: ProcedureStatus, startedAt: string | null) =>
  store1234({ id: procedureId(id), type: 'REFILL', status, startedAt, createdAt: '2026-03-01T00:00:00.000Z' })

it('shows running refills first, then the newest', () => {
  const refills = [
    refill(1, 'COMPLETED', '2026-03-03T10:00:00.000Z'),
    refill(2, 'IN_PROGRESS', '2026-03-03T08:00:00.000Z'),
    refill(3, 'FAILED', '2026-03-03T11:00:00.000Z'),
    refill(4, 'COMPLETED', null),
  ]
  expect(sortRefills(refills).map((each) => each.id)).toEqual([2, 3, 1, 4])
})
