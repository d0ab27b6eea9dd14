// A machine with fake HID readers for another process: start the process with `env()` and it sees these devices only.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeHidDevice } from './device'
import { findPreload } from './preload'
import type { FakeDeviceOptions } from './sysfs'

// Linux takes 107 characters for a socket's path; `/ioctl/dev/hidraw49` is the longest that is appended.
const longestRoot = 107 - '/ioctl/dev/hidraw49'.length
// The preload keeps a fixed table of emulated handles.
const mostDevices = 50

export class FakeHidBed {
  private readonly devices: FakeHidDevice[] = []
  private readonly faults: Error[] = []

  private constructor(
    private readonly root: string,
    private readonly preload: string,
  ) {}

  /** Throws a sentence if the preload library is missing or of a version that was not tried. */
  static async start(): Promise<FakeHidBed> {
    const preload = findPreload()
    const root = makeRoot()
    for (const folder of ['sys/bus', 'sys/class/hidraw', 'dev', 'ioctl/dev'])
      mkdirSync(join(root, folder), { recursive: true })
    // No `ioctl/_default` socket: with one, the preload also keeps a handle for every /dev/shm and /dev/urandom that
    // Chromium opens, and ends the process at the fiftieth.
    return new FakeHidBed(root, preload)
  }

  /** Plugs in a new device, at a port of its own. */
  async add(options: FakeDeviceOptions): Promise<FakeHidDevice> {
    if (this.devices.length >= mostDevices) throw new Error(`A fake HID bed holds at most ${mostDevices} devices.`)
    const device = new FakeHidDevice(this.root, this.devices.length, options, (error) => this.faults.push(error))
    this.devices.push(device)
    await device.plug()
    return device
  }

  /** The environment for the process under test. This process must not be preloaded itself. */
  env(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { ...base, UMOCKDEV_DIR: this.root, LD_PRELOAD: [this.preload, base.LD_PRELOAD].filter(Boolean).join(':') }
  }

  /** Unplugs everything and removes its files. Throws what went wrong between preload and bed, if anything did. */
  async close(): Promise<void> {
    for (const device of this.devices) device.end()
    rmSync(this.root, { recursive: true, force: true })
    const [fault] = this.faults
    if (fault) throw fault
  }
}

function makeRoot(): string {
  for (const folder of [tmpdir(), '/tmp']) {
    if (join(folder, 'hid-123456').length <= longestRoot) return mkdtempSync(join(folder, 'hid-'))
  }
  throw new Error('The temporary folder has too long a path for sockets: set TMPDIR to a shorter one.')
}
