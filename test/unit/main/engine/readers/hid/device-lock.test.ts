import { describe, expect, it } from 'vitest'
import { lockDevice, lockName } from '../../../../../../src/main/engine/readers/hid/device-lock'

// What is no node of a device is known by its path alone.
const [one, other] = ['left', 'right'].map((name) => `/dev/${name}-of-${process.pid}`)

describe.runIf(process.platform !== 'darwin')('the lock of a device', () => {
  it('is had by one at a time, and given back', async () => {
    const first = await lockDevice(one ?? '')
    if (!first.ok) throw new Error('busy')
    expect(await lockDevice(one ?? '')).toEqual({ ok: false, problem: { kind: 'busy' } })
    await first.value()
    const again = await lockDevice(one ?? '')
    expect(again.ok).toBe(true)
    if (again.ok) await again.value()
  })

  it('leaves another device alone', async () => {
    const locks = [await lockDevice(one ?? ''), await lockDevice(other ?? '')]
    expect(locks.map(({ ok }) => ok)).toEqual([true, true])
    for (const lock of locks) if (lock.ok) await lock.value()
  })
})

describe('the name of the lock', () => {
  it("is the kernel's on Linux, a pipe on Windows whatever the case of the path, and none where the system locks itself", async () => {
    expect(await lockName('/dev/hidraw0', 'linux')).toMatch(/^\0cryobench-reader-[0-9a-f]{32}$/)
    expect(await lockName('\\\\?\\HID#VID_1A86', 'win32')).toMatch(/^\\\\\.\\pipe\\cryobench-reader-[0-9a-f]{32}$/)
    expect(await lockName('\\\\?\\HID#VID_1A86', 'win32')).toBe(await lockName('\\\\?\\hid#vid_1a86', 'win32'))
    expect(await lockName('DevSrvsID:4294970000', 'darwin')).toBeNull()
  })
})
