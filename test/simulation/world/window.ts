// The window of a bench, as the engine sees it: asks by the same port and messages as the renderer, and remembers what it was told.
import type { EnginePort } from '../../../src/main/engine/ipc/port'
import type { Answer, FromEngine, Input, RequestName } from '../../../src/shared/ipc/contract'
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'
import type { Owner, Schedule } from './schedule'

/** Somebody stands at the bench and gives up waiting. */
const patienceMs = 30_000

export class Window {
  readonly port: EnginePort
  private take: (message: unknown) => void = () => {}
  private lastId = 0
  private readonly asked = new Map<number, (answer: unknown) => void>()
  /** Told each tagging snapshot as it is shown. */
  onTagging: (snapshot: TaggingSnapshot | null) => void = () => {}

  constructor(
    private readonly schedule: Schedule,
    private readonly owner: Owner,
  ) {
    this.port = {
      post: (message) => this.hear(message),
      onMessage: (take) => {
        this.take = take
      },
      onClose: () => {},
      close: () => {},
    }
  }

  /** As the renderer's bridge; null if no answer came. */
  request<Name extends RequestName>(name: Name, input: Input<Name>): Promise<Answer<Name> | null> {
    const id = ++this.lastId
    return new Promise((resolve) => {
      const cancel = this.schedule.after(patienceMs, this.owner, () => resolve(null))
      this.asked.set(id, (answer) => {
        cancel()
        resolve(answer as Answer<Name>)
      })
      this.take({ id, name, input })
    })
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.schedule.after(ms, this.owner, resolve))
  }

  close() {
    this.take = () => {}
    this.asked.clear()
  }

  private hear(message: FromEngine) {
    if (!this.owner.isAlive) return
    if (message.kind === 'answer') {
      this.asked.get(message.id)?.(message.answer)
      this.asked.delete(message.id)
      return
    }
    if (message.name === 'tagging/changed') this.onTagging(JSON.parse(message.json))
  }
}
