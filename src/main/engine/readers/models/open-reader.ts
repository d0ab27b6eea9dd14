// What every reader model's open reader has in common: where its inventories go, how it ends, and how it is recognised.
import type { TagSighting } from '../../../../shared/model/reader'
import { ok, type Result, refused } from '../../../../shared/result'
import { toHex } from '../bytes'
import { HeldChannel, Once } from '../held-channel'
import {
  type HidIo,
  type Inventory,
  type MalformedReason,
  type Moment,
  momentOf,
  type Reader,
  type ReaderInfo,
  type ReaderLoss,
  type ReaderOpenProblem,
  type ReaderPorts,
} from '../reader'

export abstract class OpenReader implements Reader {
  info: ReaderInfo = {}
  lastHeard: Moment
  protected isStopped = false
  /** A frame came that was damaged by its checksum. */
  private hasBadChecksum = false
  private loss: ReaderLoss = 'gone'
  private readonly inventories = new HeldChannel<Inventory>()
  private readonly closed = new Once()

  protected constructor(
    protected readonly io: HidIo,
    protected readonly ports: ReaderPorts,
  ) {
    this.lastHeard = momentOf(ports.clock)
  }

  abstract readonly canBeAsked: boolean

  /** Asks who it is; false if nothing that only this model says came back. */
  abstract recognise(): Promise<boolean>

  onInventory(listener: (inventory: Inventory) => void) {
    return this.inventories.subscribe(listener)
  }

  onClosed(listener: (why: ReaderLoss) => void) {
    return this.closed.subscribe(() => listener(this.loss))
  }

  /** Why it was not recognised, if it was not. */
  get notRecognised(): ReaderOpenProblem {
    return { kind: this.hasBadChecksum ? 'checksum' : 'notThisModel' }
  }

  async close(): Promise<void> {
    this.closed.silence()
    this.stop()
    await this.io.close()
  }

  /** The last thing a model's constructor does: reports that came before are handed over at once. */
  protected listen() {
    this.io.onInput((report) => {
      if (this.isStopped) return
      this.lastHeard = momentOf(this.ports.clock)
      this.receive(report)
    })
    this.io.onClosed(() => this.lose())
  }

  protected abstract receive(report: Uint8Array): void

  protected emit(sightings: readonly TagSighting[], bytes: Uint8Array) {
    this.inventories.send({ sightings, reportHex: toHex(bytes), at: momentOf(this.ports.clock) })
  }

  protected emitMalformed(reason: MalformedReason, bytes: Uint8Array) {
    if (reason === 'checksum') this.hasBadChecksum = true
    const bytesHex = toHex(bytes)
    const at = momentOf(this.ports.clock)
    this.inventories.send({ sightings: [], malformed: { reason, bytesHex }, reportHex: bytesHex, at })
  }

  /** It does not answer any more: its handle may be dead, as after a sleep of the computer, and another one alive. */
  protected async fallSilent(): Promise<void> {
    if (this.isStopped) return
    this.stop()
    this.loss = 'silent'
    await this.io.close()
    this.closed.happen()
  }

  private lose() {
    this.stop()
    this.closed.happen()
  }

  protected stop() {
    this.isStopped = true
  }
}

/** The reader, if it really is of its model: several devices share their ids with others. */
export async function recognised<Model extends OpenReader>(reader: Model): Promise<Result<Model, ReaderOpenProblem>> {
  let isGone = false
  reader.onClosed(() => {
    isGone = true
  })
  const isKnown = await reader.recognise()
  if (isGone) return refused({ kind: 'gone' })
  return isKnown ? ok(reader) : refused(reader.notRecognised)
}
