import { expect, it } from 'vitest'
import { hidOnDemand } from '../../../../../../src/main/engine/readers/hid/hid-on-demand'
import type { HidPort } from '../../../../../../src/main/engine/readers/reader'
import { ok, refused } from '../../../../../../src/shared/result'

it('loads the driver with the first look, and once', async () => {
  let loads = 0
  const port: HidPort = { list: async () => ok([]), open: async () => refused({ kind: 'gone' }) }
  const hid = hidOnDemand(async () => {
    loads++
    return port
  })
  expect(loads).toBe(0)
  expect(await hid.list()).toEqual({ ok: true, value: [] })
  expect(await hid.open('x')).toEqual({ ok: false, problem: { kind: 'gone' } })
  expect(loads).toBe(1)
})

it('says that there is no driver, and throws nothing', async () => {
  const hid = hidOnDemand(() => Promise.reject(new Error('libusb-1.0.so.0 is missing')))
  expect(await hid.list()).toMatchObject({ problem: { kind: 'listFailed', detail: expect.stringContaining('libusb') } })
  expect(await hid.open('x')).toMatchObject({ problem: { kind: 'error' } })
})
