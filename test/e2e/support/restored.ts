// Central is restored from a backup while a laboratory works: what the device did since is lost, and so is a procedure.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { z } from 'zod'
import type { Laboratory } from './laboratory'
import type { CentralReady } from './processes'
import { chooseFirstPlace, exchange, openStore, panel, readyToWork, takeOff } from './screens'

export const tags = ['BD00000000000000000000A1', 'BD00000000000000000000A2'] as const
export const names = ['VL-A', 'VL-B'] as const

export interface Restored {
  /** The backup has it as requested; the bench knows that its vials were stored. */
  readonly stored: number
  /** Requested after the backup. */
  readonly lost: number
}

const work = z.object({
  procedures: z.array(
    z.object({
      id: z.int(),
      status: z.string(),
      vials: z.array(z.object({ containerId: z.int(), outcome: z.string() })),
    }),
  ),
})

/** The sample's first device, moved by hand. */
export function deviceOf({ url, deviceToken }: CentralReady) {
  const call = async (path: string, body?: object) => {
    const response = await fetch(`${url}/api/v1/device${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${deviceToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
  const queue = async () => work.parse((await call('/work')).body).procedures
  const finish = async ({ id, vials }: z.infer<typeof work>['procedures'][number]) => {
    for (const { containerId, outcome } of vials) {
      if (outcome === 'pending') await call(`/procedures/${id}/outcomes`, { containerId, outcome: 'done' })
    }
    const { status, body } = await call(`/procedures/${id}/complete`, {})
    if (status !== 200) throw new Error(`not completed: ${JSON.stringify(body)}`)
  }
  return {
    queue: async () => (await queue()).map(({ id }) => id),
    async finishItsOwn() {
      for (const each of await queue()) if (each.status === 'IN_PROGRESS') await finish(each)
    },
    async carryOut(id: number) {
      const found = (await queue()).find((each) => each.id === id)
      if (found === undefined) throw new Error(`${id} is not queued`)
      await call(`/procedures/${id}/start`, {})
      await finish(found)
    },
  }
}

/** Central is stopped, its folder copied, and started again, as an administrator backs it up and restores it. */
export function backupsOf(laboratory: Laboratory) {
  const [data, backup] = [join(laboratory.folder, 'central'), join(laboratory.folder, 'backup')]
  const restart = async (from: string, to: string) => {
    await laboratory.central.stop()
    rmSync(to, { recursive: true, force: true })
    cpSync(from, to, { recursive: true })
    await laboratory.restartCentral()
  }
  return { backUp: () => restart(data, backup), restore: () => restart(backup, data) }
}

/** Stores two vials after the backup, requests what the backup does not have, and puts the backup back. */
export async function restoreCentral(laboratory: Laboratory): Promise<Restored> {
  const { bench, reader, integration } = laboratory
  const { page } = bench
  const { backUp, restore } = backupsOf(laboratory)
  await deviceOf(laboratory.central.ready).finishItsOwn()
  const stored = await integration.requestStore('SUBJ-2024-001', names)
  await backUp()
  await readyToWork(page)

  await openStore(page, stored)
  await chooseFirstPlace(page)
  reader.place({ epc: tags[0] })
  await expect(panel(page)).toContainText(names[1])
  await exchange(reader, { epc: tags[1] })
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await takeOff(reader)
  await expect.poll(() => laboratory.integration.status(stored), { timeout: 20_000 }).toBe('CREATED')
  await deviceOf(laboratory.central.ready).carryOut(stored)
  const lost = await laboratory.integration.requestStore('SUBJ-2024-002', ['VL-LOST'])
  await page.getByRole('button', { name: 'Worklist' }).first().click()
  await expect(page.getByTestId(`procedure-${stored}`)).toContainText('2 of 2', { timeout: 20_000 })
  await expect(page.getByTestId(`procedure-${lost}`)).toBeVisible({ timeout: 20_000 })

  await restore()
  await readyToWork(page)
  // The restore, two vials, two procedures, and a vial that the sample has.
  await expect(page.getByTestId('attention-count')).toHaveText('6', { timeout: 30_000 })
  return { stored, lost }
}
