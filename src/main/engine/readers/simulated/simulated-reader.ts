// A reader without hardware, for demo mode and tests: what lies on it is said by calls, and it reports like a polled one.
import type { Timers } from '../../../../shared/ports'
import { ok, refused } from '../../../../shared/result'
import { Once } from '../held-channel'
import type { HidIo, HidPort, Unsubscribe } from '../reader'
import { cueCodes, simulatedIds } from './model'
import { encodeReport, type SimulatedTag } from './report'

const reportEveryMs = 100

interface Handle {
  readonly lost: Once
  listener: (bytes: Uint8Array) => void
}

export class SimulatedReader {
  /** For the manager's `hid`, together with `simulatedModel` in its models. */
  readonly port: HidPort
  private readonly path: string
  private readonly handles = new Set<Handle>()
  private readonly changed = new Set<() => void>()
  private readonly hearing = new Set<(cue: 'accepted' | 'refused') => void>()
  private tags: readonly SimulatedTag[] = []
  private plugged = true
  private cancelReport: () => void = () => undefined

  constructor(
    private readonly timers: Timers,
    name = '1',
  ) {
    this.path = `simulated:${name}`
    this.port = {
      list: async () => ok(this.plugged ? [{ ...simulatedIds, path: this.path }] : []),
      open: async (path) => (this.plugged && path === this.path ? ok(this.open()) : refused({ kind: 'gone' as const })),
      onChanged: (listener) => subscription(this.changed, listener),
    }
  }

  /** These tags, and no others, lie on the reader until `remove`: reported now and every 100 ms. */
  present(tags: readonly SimulatedTag[]): void {
    this.tags = tags
    this.report()
  }

  /** Nothing lies on the reader, and it says so: what lay there has left at once. */
  remove(): void {
    this.present([])
  }

  /** One report of any bytes; those that are no report come out as malformed. */
  presentRaw(bytes: Uint8Array): void {
    for (const handle of [...this.handles]) handle.listener(bytes)
  }

  unplug(): void {
    this.plugged = false
    this.cancelReport()
    for (const handle of [...this.handles]) handle.lost.happen()
    this.handles.clear()
    this.tellChange()
  }

  plug(): void {
    this.plugged = true
    this.tellChange()
  }

  /** What the reader was told to signal. */
  onSignal(listener: (cue: 'accepted' | 'refused') => void): Unsubscribe {
    return subscription(this.hearing, listener)
  }

  private report() {
    this.cancelReport()
    if (!this.plugged) return
    this.presentRaw(encodeReport(this.tags))
    this.planReport()
  }

  // Without a listener there is nobody to report to, and the timer would keep a stopped engine alive.
  private planReport() {
    this.cancelReport()
    if (this.tags.length === 0 || this.handles.size === 0) return
    this.cancelReport = this.timers.after(reportEveryMs, () => this.report())
  }

  private tellChange() {
    for (const listener of [...this.changed]) listener()
  }

  private open(): HidIo {
    const handle: Handle = { lost: new Once(), listener: () => undefined }
    this.handles.add(handle)
    this.planReport()
    return {
      onInput: (listener) => {
        handle.listener = listener
        return () => {
          handle.listener = () => undefined
        }
      },
      onClosed: (listener) => handle.lost.subscribe(listener),
      write: async ([, code]) => {
        for (const listener of [...this.hearing]) listener(code === cueCodes.accepted ? 'accepted' : 'refused')
      },
      getFeature: async () => new Uint8Array(),
      setFeature: async () => undefined,
      close: async () => {
        handle.lost.silence()
        this.handles.delete(handle)
        this.planReport()
      },
    }
  }
}

function subscription<Listener>(listeners: Set<Listener>, listener: Listener): Unsubscribe {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
