// A STORE taken through bench and device by plain HTTP, for tests that need stored containers.
import { z } from 'zod'
import { workReply } from '../../src/shared/api/device'
import type { ProcedureReply } from '../../src/shared/api/external'
import { enrolBench } from './bench-client'
import { replyOf, type TestCentral } from './central'

const deviceCall = async (central: TestCentral, method: 'GET' | 'POST', path: string, body?: object) => {
  const reply = await replyOf(
    await fetch(`${central.url}/api/v1/device${path}`, {
      method,
      headers: {
        authorization: `Bearer ${central.sample.deviceToken}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }),
  )
  return reply
}

/** The API of the first facility's device. */
export const deviceOf = (central: TestCentral) => ({
  get: (path: string) => deviceCall(central, 'GET', path),
  async post(path: string, body?: object) {
    // As a device does: it starts what it was handed over.
    if (path.endsWith('/start')) await deviceCall(central, 'GET', '/work')
    return deviceCall(central, 'POST', path, body)
  },
})

/** Lets the device finish what the sample left in its hands, so that it can take something else. */
export async function finishOpenWork(central: TestCentral) {
  const device = deviceOf(central)
  const { procedures } = (await device.get('/work')).as(workReply)
  for (const procedure of procedures.filter((each) => each.status === 'IN_PROGRESS')) {
    for (const vial of procedure.vials.filter((each) => each.outcome === 'pending')) {
      await device.post(`/procedures/${procedure.id}/outcomes`, { containerId: vial.containerId, outcome: 'done' })
    }
    await device.post(`/procedures/${procedure.id}/complete`)
  }
}

/** Tags every vial at places of a new cane, prepares the procedure, and has the device store them all. */
export async function storeAway(central: TestCentral, store: ProcedureReply) {
  const bench = await enrolBench(central)
  const cane = { storageId: 1, canister: 'C1', cane: `T${store.id}` }
  await bench.send({ kind: 'cane.add', ...cane })
  const containers = z.array(z.object({ id: z.int() })).parse(store.sampleContainers)
  for (const [index, { id }] of containers.entries()) {
    await bench.assign(store.id, id, { place: { ...cane, position: index + 1 } })
  }
  await bench.send({ kind: 'procedure.prepare', procedureId: store.id })
  await finishOpenWork(central)
  const device = deviceOf(central)
  await device.post(`/procedures/${store.id}/start`)
  for (const { id } of containers) {
    await device.post(`/procedures/${store.id}/outcomes`, { containerId: id, outcome: 'done' })
  }
  const ended = await device.post(`/procedures/${store.id}/complete`)
  if (ended.status !== 200) throw new Error(`Not stored: ${JSON.stringify(ended.body)}`)
}
