// Days of work without a network: STOREs asked for beforehand, then so many intents, each accepted by central when it comes.
import { containerId, procedureId } from '../../src/shared/model/ids'
import { parseTagId } from '../../src/shared/model/tag'
import type { Integration } from '../../test/e2e/support/integration'
import { type BenchEngine, somebody } from './bench-engine'

const vials = 20

/** Leaves the bench offline on purpose, with `intents` in its outbox: tags bound and taken back, over as many procedures as fit. */
export async function actedOffline(bench: BenchEngine, integration: Integration, intents: number): Promise<void> {
  const { store, sync } = bench
  const procedures = Math.min(50, Math.ceil(intents / (vials * 2)))
  const ids: number[] = []
  for (let number = 0; number < procedures; number += 1) {
    const names = Array.from({ length: vials }, (_, index) => `O-${number}-${index}`)
    ids.push(await integration.requestStore('SUBJ-2024-001', names))
  }
  const last = procedureId(ids.at(-1) ?? 0)
  while (store.mirror.procedure(last) === null) await new Promise((resolve) => setTimeout(resolve, 50))
  await sync.workOffline(true)
  const free = store.mirror
    .tanks('')
    .flatMap(({ tank }) => store.mirror.canes(tank.id))
    // Canes that nothing lies on: what a device is about to bring or take is none of this.
    .filter(({ free, capacity }) => free === capacity)
    .flatMap(({ storageId, canister, cane, positions }) =>
      positions.flatMap((state, index) =>
        state === 'free' ? [{ storageId, canister, cane, position: index + 1 }] : [],
      ),
    )
  const actor = somebody(store)
  const slots = ids.flatMap((id) => store.mirror.procedure(procedureId(id))?.vials.map((vial) => ({ id, vial })) ?? [])
  for (let done = 0; done < intents; done += 2) {
    const slot = slots[(done / 2) % slots.length]
    const place = free[(done / 2) % Math.min(free.length, slots.length)]
    const tag = parseTagId(`B0${String(done).padStart(22, '0')}`)
    if (slot === undefined || place === undefined || tag === undefined) throw new Error('No place is free')
    const body = { procedureId: procedureId(slot.id), containerId: containerId(slot.vial.containerId), tag }
    store.transact(() => {
      const source = { model: 'sw-uhf', serial: null, simulated: false }
      store.outbox.enqueue({ body: { ...body, kind: 'tag.assign', place, source }, actor })
      store.outbox.enqueue({ body: { ...body, kind: 'tag.release', reason: 'byHand' }, actor })
    })
  }
}
