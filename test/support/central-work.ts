// Things that happen at central while a test looks elsewhere: procedures asked for, tags bound and freed, canes added, a store cancelled.
import { procedureReply } from '../../src/shared/api/external'
import { enrolBench, freshTag, supervisor, type TestBench } from './bench-client'
import type { TestCentral, TestClient } from './central'
import { actorAt } from './signed-chain'

interface Store {
  readonly id: number
  readonly vials: readonly number[]
}

export interface CentralWork {
  readonly bench: TestBench
  requestStore(vials?: number): Promise<Store>
  /** One thing of several, chosen by the number. */
  happen(number: number): Promise<void>
}

const subjectCode = 'WORK'

/** Needs the sample's first facility. */
export async function centralWork(central: TestCentral): Promise<CentralWork> {
  const client: TestClient = await central.client()
  await client.post('/subjects', {
    facilityId: 1,
    code: subjectCode,
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  })
  const bench = await enrolBench(central)
  const bound: { readonly procedureId: number; readonly containerId: number; readonly tag: string }[] = []
  let canes = 0

  const addCane = async () => {
    canes += 1
    const cane = { storageId: 1, canister: 'C5', cane: `W${canes}` }
    await bench.send({ kind: 'cane.add', ...cane })
    return cane
  }
  const requestStore = async (vials = 2): Promise<Store> => {
    const made = await client.post('/procedures', {
      type: 'STORE',
      facilityId: 1,
      subjectCode,
      sampleContainers: Array.from({ length: vials }, (_, index) => ({ name: `W-${index}` })),
    })
    const { id, sampleContainers } = made.as(procedureReply)
    return { id, vials: (sampleContainers ?? []).map((vial) => vial.id) }
  }
  const tag = async () => {
    const [cane, { id, vials }] = [await addCane(), await requestStore(1)]
    const one = { procedureId: id, containerId: vials[0] ?? 0, tag: freshTag() }
    await bench.assign(id, one.containerId, { tag: one.tag, place: { ...cane, position: 1 } })
    bound.push(one)
    return one
  }
  const happenings: readonly (() => Promise<unknown>)[] = [
    () => requestStore(),
    tag,
    async () => {
      const one = bound.pop() ?? (await tag())
      await bench.send({ kind: 'tag.release', ...one, reason: 'Undo' })
    },
    async () => {
      const { id } = await requestStore(1)
      await bench.send(
        { kind: 'procedure.cancel', procedureId: id, reason: 'Not needed' },
        actorAt(bench.benchId, supervisor),
      )
    },
    addCane,
    async () => {
      const { procedureId } = await tag()
      await bench.send({ kind: 'procedure.prepare', procedureId })
    },
  ]
  return {
    bench,
    requestStore,
    async happen(number) {
      await happenings[number % happenings.length]?.()
    },
  }
}

/** A RETRIEVAL of one stored vial that no other procedure holds. */
export async function requestRetrieval(central: TestCentral, client: TestClient): Promise<number> {
  const vial = await central.sample.central.store.db
    .selectFrom('containers as c')
    .innerJoin('subjects as s', 's.id', 'c.subject_id')
    .select(['c.id', 's.code'])
    .where('c.facility_id', '=', 1)
    .where('c.stored_at', 'is not', null)
    .where('c.held_by', 'is', null)
    .limit(1)
    .executeTakeFirstOrThrow()
  const body = { type: 'RETRIEVAL', facilityId: 1, subjectCode: vial.code, sampleContainerIds: [vial.id] }
  return (await client.post('/procedures', body)).as(procedureReply).id
}
