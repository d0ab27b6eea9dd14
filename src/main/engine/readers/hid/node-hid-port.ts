// The HID port over node-hid: the only file that imports it. Reports come from HIDAsync, whose calls never block the
// event loop; measured over the fake device its reports arrive as fast as the blocking class's (p50 0.6 and 0.5 ms).
import { access, constants, readlink } from 'node:fs/promises'
import { type Device, devicesAsync, HIDAsync } from 'node-hid'
import { errorText } from '../../../../shared/error-text'
import type { Timers } from '../../../../shared/ports'
import { ok, type Result, refused } from '../../../../shared/result'
import type { HidDeviceInfo, HidIo, HidOpenProblem, HidPort } from '../reader'
import { lockDevice, type Unlock } from './device-lock'
import { NodeHidIo } from './node-hid-io'
import { hidrawName, openProblem, portFromSysfs } from './problems'

// A healthy open takes a few milliseconds; longer means a device or driver that hangs.
const openWithinMs = 3000

export class NodeHidPort implements HidPort {
  constructor(private readonly timers: Timers) {}

  async list() {
    try {
      const devices = await devicesAsync()
      return ok(await Promise.all(devices.filter(hasPath).map(deviceInfo)))
    } catch (error) {
      return refused({ kind: 'listFailed' as const, detail: errorText(error) })
    }
  }

  /**
   * Refused with `busy` while another program of this kind has the device, before anything is written to it. Refused with `deadline` after
   * 3 s; should the open end later still, the device is closed again.
   */
  async open(path: string): Promise<Result<HidIo, HidOpenProblem>> {
    const locked = await lockDevice(path)
    return locked.ok ? this.openLocked(path, locked.value) : locked
  }

  private openLocked(path: string, unlock: Unlock): Promise<Result<HidIo, HidOpenProblem>> {
    return new Promise((resolve) => {
      let expired = false
      const cancel = this.timers.after(openWithinMs, () => {
        expired = true
        resolve(refused({ kind: 'deadline' }))
      })
      HIDAsync.open(path).then(
        (device) => {
          cancel()
          const io = new NodeHidIo(device, this.timers, unlock)
          if (expired) void io.close()
          else resolve(ok(io))
        },
        async (error: unknown) => {
          cancel()
          await unlock()
          resolve(refused(openProblem(errorText(error), await accessCode(path))))
        },
      )
    })
  }
}

type DeviceWithPath = Device & { readonly path: string }

const hasPath = (device: Device): device is DeviceWithPath => Boolean(device.path)

async function deviceInfo(device: DeviceWithPath): Promise<HidDeviceInfo> {
  const port = await usbPort(device.path)
  return {
    path: device.path,
    vendorId: device.vendorId,
    productId: device.productId,
    interface: device.interface,
    ...(device.serialNumber && { serial: device.serialNumber }),
    ...(device.manufacturer && { manufacturer: device.manufacturer }),
    ...(device.product && { product: device.product }),
    ...(device.usagePage !== undefined && { usagePage: device.usagePage }),
    ...(device.usage !== undefined && { usage: device.usage }),
    ...(port && { port }),
  }
}

/** Linux tells the physical port in the target of the device's class link; other systems don't. */
async function usbPort(path: string): Promise<string | undefined> {
  const name = hidrawName(path)
  if (!name) return undefined
  return readlink(`/sys/class/hidraw/${name}`).then(portFromSysfs, () => undefined)
}

/** hidapi hides the reason of a refused open on Linux; asking the file system for access brings it back. */
async function accessCode(path: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  return access(path, constants.R_OK | constants.W_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  )
}
