// A fake SW UHF reader in push mode. Frames are made here, apart from the decoder, from the manual's examples.
import type { FakeHidBed } from '../bed'
import type { FakeHidDevice } from '../device'

export interface FakeUhfTag {
  /** Hex, usually 24 digits. */
  readonly epc: string
  readonly rssi?: number
  readonly antenna?: number
}

export interface FakeSwUhfOptions {
  /** The USB serial number; these readers usually have none. */
  readonly serial?: string
  /** The seven bytes by which its frames name it, hex. */
  readonly frameSerial?: string
  /** It sits behind a bridge: each report begins with the count of its valid bytes, both ways. */
  readonly countedReports?: boolean
}

const reportLength = 64
// Vendor page FF00, 64 bytes in and out, no report id.
const reportDescriptor = Buffer.from('0600FF0901A1010901150026FF00750895408102090195409102C0', 'hex')
const repeatEveryMs = 50

const frame = (address: number, command: number, ...data: number[]) => {
  const length = data.length + 3
  const body = [0x43, 0x54, length >> 8, length & 0xff, address, command, ...data]
  return Buffer.from([...body, (0x100 - (body.reduce((sum, byte) => sum + byte, 0) & 0xff)) & 0xff])
}

const entry = ({ epc, rssi = 0x33, antenna = 1 }: FakeUhfTag) => {
  const id = Buffer.from(epc, 'hex')
  return [id.length + 3, 0x01, antenna, ...id, rssi]
}

/** The frame cut into reports of 64 bytes, the last one zero padded. */
export function reportsOf(bytes: Uint8Array): readonly Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / reportLength) }, (_, index) => {
    const report = Buffer.alloc(reportLength)
    report.set(bytes.subarray(index * reportLength, (index + 1) * reportLength))
    return report
  })
}

const counted = (bytes: Uint8Array): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / (reportLength - 1)) }, (_, index) => {
    const part = bytes.subarray(index * (reportLength - 1), (index + 1) * (reportLength - 1))
    const report = Buffer.alloc(reportLength)
    report.set([part.length, ...part])
    return report
  })

export class FakeSwUhf {
  /** Inventories that it was asked for. */
  inventories = 0
  private readonly serial: readonly number[]
  private repeating: NodeJS.Timeout | undefined

  constructor(
    readonly device: FakeHidDevice,
    frameSerial: string,
    private readonly countedReports: boolean,
  ) {
    this.serial = [...Buffer.from(frameSerial, 'hex')]
    device.onWrite((report) => this.answer(report.subarray(countedReports ? 2 : 1)))
  }

  /** The push frame for these tags, as the reader would send it once. */
  pushFrame(...tags: readonly FakeUhfTag[]): Buffer {
    return frame(0, 0x45, 0x01, ...this.serial, tags.length, ...tags.flatMap(entry))
  }

  /** One push of these tags, all in one frame. False if nobody has the reader open. */
  present(...tags: readonly FakeUhfTag[]): boolean {
    return this.send(this.pushFrame(...tags))
  }

  /** Lays the tags on the reader: pushed now and every 50 ms, until `lift`. */
  place(...tags: readonly FakeUhfTag[]): void {
    this.lift()
    this.present(...tags)
    this.repeating = setInterval(() => this.present(...tags), repeatEveryMs)
  }

  lift(): void {
    clearInterval(this.repeating)
  }

  /** "No tag", as the reader says it when asked; a reader in push mode just falls silent. */
  presentNoTag(): boolean {
    return this.send(frame(0, 0x01, 0x00))
  }

  /** Bytes that are no frame. */
  garbage(bytes: Uint8Array = Buffer.from('DEADBEEF5A5AA5A5', 'hex')): boolean {
    return this.send(bytes)
  }

  /** A push with a flipped bit. */
  damaged(...tags: readonly FakeUhfTag[]): boolean {
    const bytes = this.pushFrame(...tags)
    bytes.writeUInt8(bytes.readUInt8(16) ^ 0x01, 16)
    return this.send(bytes)
  }

  /** The first `length` bytes of a push; the rest never comes. */
  partial(length: number, ...tags: readonly FakeUhfTag[]): boolean {
    return this.device.present(this.pushFrame(...tags).subarray(0, length))
  }

  unplug(): void {
    this.lift()
    this.device.unplug()
  }

  replug(): Promise<void> {
    return this.device.replug()
  }

  private send(bytes: Uint8Array): boolean {
    const reports = this.countedReports ? counted(bytes) : reportsOf(bytes)
    return reports.every((report) => this.device.present(report))
  }

  private answer(command: Buffer) {
    if (command.readUInt16BE(0) !== 0x5357) return
    // Software 1.4, hardware 1.1.
    if (command[5] === 0x10) this.send(frame(0, 0x10, 0x01, 0x14, 0x11, ...this.serial))
    if (command[5] !== 0x01) return
    this.inventories++
    this.presentNoTag()
  }
}

export async function fakeSwUhf(bed: FakeHidBed, options: FakeSwUhfOptions = {}): Promise<FakeSwUhf> {
  const device = await bed.add({
    vendorId: 0x1a86,
    productId: 0xe010,
    manufacturer: 'SW',
    product: 'SWUSB_HID',
    reportDescriptor,
    ...(options.serial && { serial: options.serial }),
  })
  return new FakeSwUhf(device, options.frameSerial ?? 'C3DD938E170123', options.countedReports ?? false)
}
