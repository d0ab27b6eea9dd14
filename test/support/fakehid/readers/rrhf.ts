// A fake RRHFOEM04: answers inventory commands with what now lies on it. Frames are made here, apart from the decoder.
import type { FakeHidBed } from '../bed'
import type { FakeHidDevice } from '../device'

export interface FakeHfTag {
  /** Hex as printed: an ISO 15693 identity begins with E0. */
  readonly uid: string
  readonly scheme: 'iso15693' | 'iso14443'
}

const reportLength = 64
const reportDescriptor = Buffer.from('0600FF0901A1010901150026FF00750895408102090195409102C0', 'hex')
const mostPerReport = 7

const crc = (bytes: readonly number[]) => {
  const folded = bytes.reduce((start, byte) => {
    const shift = (value: number) => (value & 0x8000 ? ((value << 1) ^ 0x1021) & 0xffff : (value << 1) & 0xffff)
    return Array.from({ length: 8 }).reduce<number>(shift, start ^ byte)
  }, 0xffff)
  return [(~folded >> 8) & 0xff, ~folded & 0xff]
}

/** A reply report: length, command, error, data, CRC, zero padded. */
export function replyReport(command: number, error: number, data: readonly number[]): Buffer {
  const body = [5 + data.length, command >> 8, command & 0xff, error >> 8, error & 0xff, ...data]
  const report = Buffer.alloc(reportLength)
  report.set([...body, ...crc(body)].slice(0, reportLength))
  return report
}

const failed = (command: number) => replyReport(command, 0xffff, [])

export class FakeRrhf {
  /** Beeps heard. */
  beeps = 0
  private field: readonly FakeHfTag[] = []
  private isMute = false
  private isWrong = false

  constructor(readonly device: FakeHidDevice) {
    device.onWrite((report) => this.answer(report.subarray(1)))
  }

  /** What lies on the reader from now on. */
  setField(tags: readonly FakeHfTag[]): void {
    this.field = tags
  }

  /** From now on it answers nothing, or answers again. */
  mute(isMute: boolean): void {
    this.isMute = isMute
  }

  /** From now on the checksum of each answer is wrong, or right again. */
  checksumIsWrong(isWrong: boolean): void {
    this.isWrong = isWrong
  }

  garbage(bytes: Uint8Array = Buffer.from('01DEADBEEF', 'hex')): boolean {
    return this.device.present(bytes)
  }

  unplug(): void {
    this.device.unplug()
  }

  replug(): Promise<void> {
    return this.device.replug()
  }

  private answer(request: Buffer) {
    const reply = this.isMute ? undefined : this.reply(request.readUInt16BE(1))
    if (!reply) return
    // The last bit of the checksum, which follows the data that the first byte counts.
    const at = reply.readUInt8(0) + 1
    if (this.isWrong) reply.writeUInt8(reply.readUInt8(at) ^ 0x01, at)
    this.device.present(reply)
  }

  private reply(command: number): Buffer | undefined {
    switch (command) {
      case 0x1002: {
        const uids = this.field
          .filter((tag) => tag.scheme === 'iso15693')
          .map((tag) => Buffer.from(tag.uid, 'hex').reverse())
        if (uids.length === 0) return failed(command)
        return replyReport(command, 0, [uids.length, ...uids.slice(0, mostPerReport).flatMap((uid) => [...uid])])
      }
      case 0x2f01: {
        const [uid] = this.field.filter((tag) => tag.scheme === 'iso14443').map((tag) => Buffer.from(tag.uid, 'hex'))
        return uid ? replyReport(command, 0, [uid.length, ...uid]) : failed(command)
      }
      case 0xf000:
        return replyReport(command, 0, [...Buffer.from('RRHFOEM04-\x01\x02\x00'), 0x0a, 0x0b, 0x0c])
      case 0xf001:
        this.beeps++
        return replyReport(command, 0, [])
      default:
        return undefined
    }
  }
}

export async function fakeRrhf(bed: FakeHidBed): Promise<FakeRrhf> {
  const ids = { vendorId: 0x1781, productId: 0x0c10 }
  return new FakeRrhf(await bed.add({ ...ids, manufacturer: 'Rapid Radio', product: 'RRHFOEM04', reportDescriptor }))
}
