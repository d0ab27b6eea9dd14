// An open RRHFOEM04: asks for ISO 15693 and ISO 14443A tags in turn, and tells both as one field.
import type { TagSighting } from '../../../../../shared/model/reader'
import { outputReport, toHex } from '../../bytes'
import { HeldChannel, Once } from '../../held-channel'
import {
  type HidIo,
  type Inventory,
  type MalformedReason,
  momentOf,
  type Reader,
  type ReaderInfo,
  type ReaderOptions,
  type ReaderPorts,
} from '../../reader'
import { Exchanges } from '../exchanges'
import { command, type Decoded, decodeIso14443a, decodeIso15693, decodeReaderInfo } from './decode'
import { encodeCommand, parseReply, type Reply, reportLength } from './frame'

// The manufacturer's library keeps 100 ms between commands; faster, answers get lost.
const gapMs = 100
const answerWithinMs = 500
const silencesUntilLost = 5
// Data rate and inventory flag, without the flag for a single slot: sixteen slots, so that several tags are told apart.
const sixteenSlots = 0x06

const request = (code: number, ...data: number[]) => outputReport(encodeCommand(code, ...data), reportLength)

const technologies = [
  { code: command.iso15693Inventory, report: request(command.iso15693Inventory, sixteenSlots), decode: decodeIso15693 },
  { code: command.iso14443aInventory, report: request(command.iso14443aInventory), decode: decodeIso14443a },
] as const

export class RrhfReader implements Reader {
  info: ReaderInfo = {}
  private readonly inventories = new HeldChannel<Inventory>()
  private readonly closed = new Once()
  private readonly exchanges: Exchanges<Reply>
  private readonly field = new Map<number, readonly TagSighting[]>()
  private silences = 0
  private stopped = false

  constructor(
    private readonly io: HidIo,
    private readonly options: ReaderOptions,
    private readonly ports: ReaderPorts,
  ) {
    this.exchanges = new Exchanges(io, ports, gapMs)
    io.onInput((report) => this.receive(report))
    io.onClosed(() => this.lose())
  }

  /** Asks who it is; false if nothing that is a reply to this command came. */
  async recognise(attempts: number): Promise<boolean> {
    for (let attempt = 0; attempt < attempts && !this.stopped; attempt++) {
      const reply = await this.ask(command.readerInfo, request(command.readerInfo))
      if (reply) {
        this.info = decodeReaderInfo(reply)
        return true
      }
    }
    return false
  }

  /** Asks for tags until the reader is closed, or lost for having been silent five times running. */
  async poll(): Promise<void> {
    while (!this.stopped) {
      for (const technology of technologies) {
        const reply = await this.ask(technology.code, technology.report)
        if (this.stopped) return
        if (reply) this.tell(technology.code, technology.decode(reply), reply.bytes)
        this.silences = reply ? 0 : this.silences + 1
        if (this.silences < silencesUntilLost) continue
        await this.io.close()
        return this.lose()
      }
    }
  }

  onInventory(take: (inventory: Inventory) => void) {
    return this.inventories.subscribe(take)
  }

  onClosed(take: () => void) {
    return this.closed.subscribe(take)
  }

  /** One beep for accepted, two for refused; between two inventories, so it delays the next read by 100 ms each. */
  signal(cue: 'accepted' | 'refused'): void {
    const beeps = cue === 'accepted' ? 1 : 2
    for (let beep = 0; beep < beeps; beep++) void this.ask(command.beep, request(command.beep))
  }

  async close(): Promise<void> {
    this.closed.silence()
    this.stop()
    await this.io.close()
  }

  private ask(code: number, report: Uint8Array): Promise<Reply | undefined> {
    return this.exchanges.ask(report, (reply) => reply.command === code, answerWithinMs)
  }

  private receive(report: Uint8Array) {
    if (this.stopped) return
    const parsed = parseReply(report, this.options.strictChecksum ?? false)
    if (parsed.kind === 'malformed') this.malformed(parsed.reason, report)
    else this.exchanges.offer(parsed.reply)
  }

  // Both technologies share one field: a vial of each kind on the reader must show as two tags, not as two in turn.
  private tell(code: number, decoded: Decoded, bytes: Uint8Array) {
    this.field.set(code, decoded.kind === 'tags' ? decoded.sightings : [])
    if (decoded.kind === 'malformed') return this.malformed(decoded.reason, bytes)
    const sightings = technologies.flatMap((technology) => this.field.get(technology.code) ?? [])
    this.inventories.send({ sightings, reportHex: toHex(bytes), at: momentOf(this.ports.clock) })
  }

  private malformed(reason: MalformedReason, bytes: Uint8Array) {
    const bytesHex = toHex(bytes)
    const at = momentOf(this.ports.clock)
    this.inventories.send({ sightings: [], malformed: { reason, bytesHex }, reportHex: bytesHex, at })
  }

  private lose() {
    this.stop()
    this.closed.happen()
  }

  private stop() {
    this.stopped = true
    this.exchanges.stop()
  }
}
