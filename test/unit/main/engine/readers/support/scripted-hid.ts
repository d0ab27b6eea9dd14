import type { HidDeviceInfo, HidIo, HidOpenProblem, HidPort } from '../../../../../../src/main/engine/readers/reader'
import { ok, type Result, refused } from '../../../../../../src/shared/result'

/** A HID device whose other end is the test. */
export class ScriptedIo implements HidIo {
  readonly writes: Uint8Array[] = []
  isClosed = false
  /** Answers output reports (report id first) by input reports. */
  answer: (report: Uint8Array) => readonly Uint8Array[] = () => []
  private take: (bytes: Uint8Array) => void = () => undefined
  private lost: () => void = () => undefined

  async write(bytes: Uint8Array): Promise<void> {
    if (this.isClosed) throw new Error('closed')
    this.writes.push(bytes)
    const answers = this.answer(bytes)
    queueMicrotask(() => {
      for (const report of answers) this.input(report)
    })
  }

  input(bytes: Uint8Array): void {
    if (!this.isClosed) this.take(bytes)
  }

  lose(): void {
    this.isClosed = true
    this.lost()
  }

  onInput(take: (bytes: Uint8Array) => void) {
    this.take = take
    return () => {
      this.take = () => undefined
    }
  }

  onClosed(take: () => void) {
    this.lost = take
    return () => {
      this.lost = () => undefined
    }
  }

  async getFeature(): Promise<Uint8Array> {
    return new Uint8Array()
  }

  async setFeature(): Promise<void> {}

  async close(): Promise<void> {
    this.isClosed = true
  }
}

/** A machine whose HID devices the test plugs in and out. */
export class ScriptedPort implements HidPort {
  readonly opened: { readonly path: string; readonly io: ScriptedIo }[] = []
  problem: HidOpenProblem | undefined
  listFails = false
  makeIo: (path: string) => ScriptedIo = () => new ScriptedIo()
  private devices: readonly HidDeviceInfo[] = []

  plug(...devices: readonly HidDeviceInfo[]): void {
    this.devices = [...this.devices, ...devices]
  }

  /** Off the list; with `lose`, the open handle hears of it too, as on Linux. */
  unplug(path: string, how: 'lose' | 'silently' = 'lose'): void {
    this.devices = this.devices.filter((device) => device.path !== path)
    if (how === 'lose') this.io(path).lose()
  }

  /** The latest handle on `path`. */
  io(path: string): ScriptedIo {
    const opened = this.opened.findLast((entry) => entry.path === path)
    if (!opened) throw new Error(`${path} was never opened`)
    return opened.io
  }

  async list() {
    return this.listFails ? refused({ kind: 'listFailed' as const, detail: 'scripted' }) : ok(this.devices)
  }

  async open(path: string): Promise<Result<HidIo, HidOpenProblem>> {
    if (this.problem) return refused(this.problem)
    if (!this.devices.some((device) => device.path === path)) return refused({ kind: 'gone' })
    const io = this.makeIo(path)
    this.opened.push({ path, io })
    return ok(io)
  }
}
