import { closeSync, constants, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { FakeConnection } from './connection'
import { type FakeDeviceOptions, type Layout, layoutOf, removeDevice, showDevice, writeDevice } from './sysfs'

type Listener<Value> = (value: Value) => void

/**
 * One fake USB HID device. Its node is a FIFO: a byte in it only wakes `poll()` in the process under test, the report
 * itself goes over the socket, so that report boundaries are exact and every opener gets its own copy.
 */
export class FakeHidDevice {
  private readonly layout: Layout
  private readonly socketPath: string
  private readonly connections = new Map<FakeConnection, Socket>()
  /** Handles that are dead: what is written to them goes nowhere, and nothing comes out of them. */
  private readonly dead = new Set<FakeConnection>()
  private readonly openListeners = new Set<() => void>()
  private readonly writeListeners = new Set<Listener<Buffer>>()
  private setFeature: (bytes: Buffer) => boolean = () => true
  private getFeature: (reportId: number, length: number) => Uint8Array | undefined = () => undefined
  private server: Server | undefined
  private fifo: number | undefined
  private isAwake = false

  constructor(
    private readonly root: string,
    private readonly index: number,
    readonly options: FakeDeviceOptions,
    private readonly fault: (error: Error) => void,
  ) {
    this.layout = layoutOf(index, options)
    this.socketPath = join(root, 'ioctl/dev', this.layout.node)
  }

  /** How the process under test names it. */
  get path(): string {
    return `/dev/${this.layout.node}`
  }

  /** How many handles the process under test holds open. */
  get openers(): number {
    return this.connections.size
  }

  async plug(): Promise<void> {
    if (this.server) return
    writeDevice(this.root, this.index, this.options, this.layout)
    this.fifo = openSync(join(this.root, 'dev', this.layout.node), constants.O_RDWR | constants.O_NONBLOCK)
    this.isAwake = false
    const server = createServer((socket) => this.connect(socket))
    this.server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.socketPath, resolve)
    })
    showDevice(this.root, this.layout)
  }

  /** Again as after `unplug`, at the same port. */
  replug(): Promise<void> {
    return this.plug()
  }

  /** Gone at once: openers get ENODEV, the list no longer shows it. */
  unplug(): void {
    if (!this.server || this.fifo === undefined) return
    removeDevice(this.root, this.layout)
    const { server, fifo } = this
    this.server = undefined
    this.wake()
    this.fifo = undefined
    server.close()
    rmSync(this.socketPath, { force: true })
    // The openers hold the FIFO themselves, so the wake-up byte stays readable for them.
    closeSync(fifo)
  }

  /** One input report, to every opener; false if there is none, as with a real device it is then lost. */
  present(report: Uint8Array): boolean {
    if (!this.server || this.connections.size === 0) return false
    const living = [...this.connections.keys()].filter((connection) => !this.dead.has(connection))
    for (const connection of living) connection.queue(Uint8Array.from(report))
    if (living.length > 0) this.wake()
    return true
  }

  /** As after a sleep of the computer: reads and writes of the handles that are open now succeed, and nothing comes of them. */
  killHandles(): void {
    for (const connection of this.connections.keys()) this.dead.add(connection)
  }

  /** Told when the process under test opens the device once more. */
  onOpened(take: () => void): () => void {
    this.openListeners.add(take)
    return () => {
      this.openListeners.delete(take)
    }
  }

  /** Output reports, report id first. */
  onWrite(take: Listener<Buffer>): () => void {
    this.writeListeners.add(take)
    return () => {
      this.writeListeners.delete(take)
    }
  }

  /** `answer` returns whether the device takes the report. */
  onSetFeature(answer: (bytes: Buffer) => boolean): void {
    this.setFeature = answer
  }

  /** `answer` returns the report, its id first; undefined is an input/output error. */
  onGetFeature(answer: (reportId: number, length: number) => Uint8Array | undefined): void {
    this.getFeature = answer
  }

  /** Ends the sockets of a process under test that did not. */
  end(): void {
    this.unplug()
    for (const socket of this.connections.values()) socket.destroy()
  }

  private connect(socket: Socket) {
    const isUnplugged = () => this.server === undefined
    const connection = new FakeConnection(socket, {
      options: this.options,
      physicalAddress: this.layout.physicalAddress,
      get unplugged() {
        return isUnplugged()
      },
      drained: () => this.settle(),
      written: (bytes) => {
        if (!this.dead.has(connection)) for (const take of [...this.writeListeners]) take(bytes)
      },
      setFeature: (bytes) => this.setFeature(bytes),
      getFeature: (reportId, length) => this.getFeature(reportId, length),
      fault: this.fault,
    })
    this.connections.set(connection, socket)
    for (const take of [...this.openListeners]) take()
    const forget = () => {
      this.connections.delete(connection)
      this.dead.delete(connection)
    }
    socket.on('close', forget)
    socket.on('error', forget)
  }

  private wake() {
    if (this.isAwake || this.fifo === undefined) return
    writeSync(this.fifo, 'x')
    this.isAwake = true
  }

  private settle() {
    if (!this.isAwake || this.fifo === undefined) return
    for (const connection of this.connections.keys()) if (connection.hasReports) return
    readSync(this.fifo, Buffer.alloc(16))
    this.isAwake = false
  }
}
