// What must hold at a bench after each step: its chain grows without a gap, and what it promised is on its disk.
import type { BenchHost } from '../world/bench-host'
import type { Look } from '../world/watched-sqlite'
import { Violation } from '../world/world'

interface Row {
  readonly position: number
  readonly bench_id: string
  readonly bench_seq: number
  readonly prev_hash: string
  readonly hash: string
}

const genesis = '0'.repeat(64)

export class BenchCheck {
  private look: Look | null = null
  private at = 0
  private ends = new Map<string, { readonly seq: number; readonly hash: string }>()

  constructor(private readonly bench: BenchHost) {}

  check() {
    const look = this.bench.now?.look
    if (look === undefined) return
    if (look !== this.look) {
      this.look = look
      this.at = 0
      this.ends = new Map()
    }
    const rows = look.rows<Row>(
      'SELECT position, bench_id, bench_seq, prev_hash, hash FROM outbox WHERE position > ? ORDER BY position',
      this.at,
    )
    for (const row of rows) {
      this.at = row.position
      const end = this.ends.get(row.bench_id) ?? { seq: 0, hash: genesis }
      if (row.bench_seq !== end.seq + 1 || row.prev_hash !== end.hash) {
        throw new Violation(`${this.bench.name}: its chain breaks at ${row.bench_seq} after ${end.seq}`)
      }
      this.ends.set(row.bench_id, { seq: row.bench_seq, hash: row.hash })
    }
  }
}
