// Changes of central's feed, for tests of what the mirror makes of them.
import type { Change } from '../../../../../../src/shared/api/entities'
import { storageId } from '../../../../../../src/shared/model/ids'
import { aContainer, aProcedure } from '../../../../../support/builders/numbered'

export const tank = (n: number, name = `Tank ${n}`): Change => ({
  entity: 'tank',
  body: {
    id: storageId(n),
    name,
    capacity: 100,
    canisters: [{ name: 'C1', caneLimit: 5 }],
    deviceName: null,
    level: null,
    version: 1,
  },
})
export const cane = (tankId: number, name: string, capacity = 5, canister = 'C1'): Change => ({
  entity: 'cane',
  body: { storageId: storageId(tankId), canister, cane: name, capacity },
})
export const procedure = (...given: Parameters<typeof aProcedure>): Change => ({
  entity: 'procedure',
  body: aProcedure(...given),
})
export const container = (...given: Parameters<typeof aContainer>): Change => ({
  entity: 'container',
  body: aContainer(...given),
})
