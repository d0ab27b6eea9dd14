import type { ReaderSnapshot } from '../../../../shared/model/reader'

export const isReady = (reader: ReaderSnapshot): boolean => reader.connection.kind === 'ready'

/** Notices when the reader in use goes away while no other one is there. */
export class ReaderWatch {
  private inUse: ReaderSnapshot | undefined
  private lostName: string | null = null

  constructor(readers: readonly ReaderSnapshot[]) {
    this.inUse = readers.find(isReady)
  }

  /** Its name; null while a reader is ready, or none was there to begin with. */
  lost(): string | null {
    return this.lostName
  }

  /** The name of the reader that has gone just now, else null. */
  changed(readers: readonly ReaderSnapshot[]): string | null {
    const before = this.inUse
    const ready = readers.filter(isReady)
    this.inUse = ready.find((reader) => reader.id === before?.id) ?? ready[0]
    if (this.inUse !== undefined) this.lostName = null
    if (this.inUse !== undefined || before === undefined) return null
    this.lostName = before.modelName
    return before.modelName
  }
}
