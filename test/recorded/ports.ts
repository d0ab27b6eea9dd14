// Central's sources of chance for the recorded requests: each request has its own moment, ids and secret bytes, so that its answer is the
// same whatever central has done before it.
import { createHash } from 'node:crypto'
import type { CentralPorts } from '../../src/central/start/ports'

export interface NumberedPorts extends Pick<CentralPorts, 'clock' | 'ids' | 'secrets' | 'idFloor'> {
  /** From here on time and chance are those of this request. */
  at(request: number): void
}

const requestEveryMs = 1000

export function numberedPorts(startMs: number): NumberedPorts {
  let request = 0
  let used = 0
  return {
    at(number) {
      request = number
      used = 0
    },
    clock: {
      wallMs: () => startMs + request * requestEveryMs,
      monotonicMs: () => request * requestEveryMs,
    },
    // Central numbered from 1 then, and what benches sign has these numbers in it.
    idFloor: () => 1,
    ids: {
      next: () => `01990000-0000-7000-8000-${String(request * 1000 + ++used).padStart(12, '0')}`,
    },
    secrets: {
      bytes(count) {
        const hash = createHash('sha512').update(`${request}/${++used}`).digest()
        if (count > hash.length) throw new Error('As many bytes were never asked for')
        return hash.subarray(0, count)
      },
    },
  }
}
