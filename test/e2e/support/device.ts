// A storage device as central knows it, by plain HTTP: one that does what a test says, when it says so.
import { z } from 'zod'
import type { CentralReady } from './processes'

const work = z.object({
  procedures: z.array(
    z.object({
      id: z.int(),
      status: z.string(),
      vials: z.array(z.object({ containerId: z.int(), outcome: z.string() })),
    }),
  ),
})

export async function asDevice(central: CentralReady, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${central.url}/api/v1/device${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${central.deviceToken}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** What the device was handed over and has not ended, with the vials that it has not told of. */
export async function openWork(central: CentralReady) {
  const { procedures } = work.parse(await asDevice(central, '/work'))
  return procedures
    .filter(({ status }) => status === 'IN_PROGRESS')
    .map(({ id, vials }) => ({
      id,
      pending: vials.filter(({ outcome }) => outcome === 'pending').map(({ containerId }) => containerId),
    }))
}

/** The device ends what the sample left in its hands, so that it can take something else. */
export async function finishOpenWork(central: CentralReady): Promise<void> {
  for (const { id, pending } of await openWork(central)) {
    for (const containerId of pending) {
      await asDevice(central, `/procedures/${id}/outcomes`, { containerId, outcome: 'done' })
    }
    await asDevice(central, `/procedures/${id}/complete`, {})
  }
}
