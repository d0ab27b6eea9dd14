import type { ReaderSnapshot } from '../../../../shared/model/reader'
import type { JournalRead } from '../../readers/slot-host'
import type { RawRead } from '../../store/contract/records'

/** A read as it is journaled: bytes, reader and both clocks; nothing of it is interpreted yet. */
export function rawRead(read: JournalRead, readers: readonly ReaderSnapshot[]): RawRead {
  return {
    readerId: read.readerId,
    model: read.model,
    serial: read.serial ?? null,
    simulated: readers.find((reader) => reader.id === read.readerId)?.simulated ?? false,
    reportHex: read.reportHex,
    tags: read.sightings.map((sighting) => sighting.tag),
    malformed: read.malformed?.reason ?? null,
    wallMs: read.at.wallMs,
    monotonicMs: read.at.monotonicMs,
  }
}
