// One opened device node in the process under test: answers its reads, writes and ioctls over the preload's socket.
import type { Socket } from 'node:net'
import { unknownRequest } from './preload'
import {
  decodeRequest,
  done,
  errno,
  hidrawIoctl,
  hidrawIoctlType,
  ioctlParts,
  messageLength,
  type Request,
  readMemory,
  request,
  unhandled,
  writeMemory,
} from './protocol'
import type { FakeDeviceOptions } from './sysfs'

/** What the connection needs of its device. */
export interface ConnectionHost {
  readonly options: FakeDeviceOptions
  readonly physicalAddress: string
  readonly unplugged: boolean
  /** A report was taken from this connection's queue. */
  drained(): void
  written(bytes: Buffer): void
  setFeature(bytes: Buffer): boolean
  getFeature(reportId: number, length: number): Uint8Array | undefined
  fault(error: Error): void
}

interface Wanted {
  readonly length: number
  readonly take: (bytes: Buffer) => void
}

const text = (value: string) => Buffer.from(`${value}\0`)

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

export class FakeConnection {
  private readonly reports: Uint8Array[] = []
  private received = Buffer.alloc(0)
  private wanted: Wanted | undefined

  constructor(
    private readonly socket: Socket,
    private readonly host: ConnectionHost,
  ) {
    socket.on('data', (bytes) => {
      this.received = Buffer.concat([this.received, bytes])
      this.pump()
    })
  }

  get hasReports(): boolean {
    return this.reports.length > 0
  }

  queue(report: Uint8Array): void {
    this.reports.push(report)
  }

  private pump() {
    for (;;) {
      const length = this.wanted?.length ?? messageLength
      if (this.received.length < length) return
      const bytes = Buffer.from(this.received.subarray(0, length))
      this.received = this.received.subarray(length)
      const { wanted } = this
      this.wanted = undefined
      if (wanted) wanted.take(bytes)
      else this.handle(decodeRequest(bytes))
    }
  }

  private handle({ code, first, second }: Request) {
    switch (code) {
      case request.read:
        return this.read(first, Number(second))
      case request.write:
        return this.write(first, Number(second))
      case request.ioctl:
        return this.ioctl(first, second)
      default:
        this.host.fault(unknownRequest(code))
        this.done(unhandled)
    }
  }

  private read(address: bigint, length: number) {
    if (this.host.unplugged) return this.done(-1, errno.ENODEV)
    const report = this.reports.shift()?.subarray(0, length)
    this.host.drained()
    if (!report) return this.done(-1, errno.EAGAIN)
    this.put(address, report)
    this.done(report.length)
  }

  private write(address: bigint, length: number) {
    if (this.host.unplugged) return this.done(-1, errno.ENODEV)
    this.get(address, length, (bytes) => {
      this.done(bytes.length)
      this.host.written(bytes)
    })
  }

  private ioctl(number: bigint, address: bigint) {
    const ioctl = ioctlParts(number)
    if (ioctl.type !== hidrawIoctlType) return this.done(-1, errno.ENOTTY)
    if (this.host.unplugged) return this.done(-1, errno.ENODEV)
    const { options, physicalAddress } = this.host
    const descriptor = options.reportDescriptor
    switch (ioctl.number) {
      case hidrawIoctl.reportDescriptorSize:
        return this.reply(address, uint32(descriptor.length), 0)
      case hidrawIoctl.reportDescriptor:
        return this.reply(address, Buffer.concat([uint32(descriptor.length), descriptor]), 0)
      case hidrawIoctl.info: {
        const bus = 3
        const ids = Buffer.concat([uint32(bus), Buffer.alloc(4)])
        ids.writeUInt16LE(options.vendorId, 4)
        ids.writeUInt16LE(options.productId, 6)
        return this.reply(address, ids, 0)
      }
      case hidrawIoctl.name:
        return this.reply(
          address,
          text(`${options.manufacturer ?? ''} ${options.product ?? ''}`).subarray(0, ioctl.size),
        )
      case hidrawIoctl.physicalAddress:
        return this.reply(address, text(physicalAddress).subarray(0, ioctl.size))
      case hidrawIoctl.uniqueId:
        return this.reply(address, text(options.serial ?? '').subarray(0, ioctl.size))
      case hidrawIoctl.setFeature:
        return this.get(address, ioctl.size, (bytes) => {
          if (this.host.setFeature(bytes)) this.done(bytes.length)
          else this.done(-1, errno.EIO)
        })
      case hidrawIoctl.getFeature:
        return this.get(address, ioctl.size, (bytes) => {
          const report = this.host.getFeature(bytes[0] ?? 0, ioctl.size)
          if (report) this.reply(address, report.subarray(0, ioctl.size))
          else this.done(-1, errno.EIO)
        })
      default:
        return this.done(-1, errno.ENOTTY)
    }
  }

  private done(result: number, error = 0) {
    this.socket.write(done(result, error))
  }

  private put(address: bigint, bytes: Uint8Array) {
    this.socket.write(writeMemory(address, bytes))
  }

  private reply(address: bigint, bytes: Uint8Array, result = bytes.length) {
    this.put(address, bytes)
    this.done(result)
  }

  private get(address: bigint, length: number, take: (bytes: Buffer) => void) {
    this.wanted = { length, take }
    this.socket.write(readMemory(address, length))
  }
}
