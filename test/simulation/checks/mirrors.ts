// When everything has come to rest, each bench's mirror is central's state, row by row.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../../src/main/engine/store/open'
import { type Change, change } from '../../../src/shared/api/entities'
import { newBenchKey } from '../../../src/trust'
import type { BenchHost } from '../world/bench-host'
import { roomFor } from '../world/template'
import { inspect, type Look } from '../world/watched-sqlite'
import type { World } from '../world/world'
import { Violation } from '../world/world'

/** Tables of the mirror. When and how a bench heard of a row differs rightly. */
const mirrorTables = [
  'mirror_procedure',
  'planned_place',
  'container',
  'search_key',
  'container_count',
  'canister_count',
  'known_tag',
  'tank',
  'tank_level',
  'cane',
  'device',
  'person',
] as const

function dump(look: Look, table: string): readonly string[] {
  // How the counts are divided depends on the way that the containers came.
  const columns = table === 'container_count' ? 'sum(n) AS n' : '*'
  const rows = look.rows<Record<string, unknown>>(`SELECT ${columns} FROM ${table}`)
  return rows
    .filter((row) => row.n !== 0)
    .map(({ generation: _generation, heard_ms: _heard, band: _band, ordinal: _ordinal, ...row }) =>
      JSON.stringify(table === 'device' ? asTold(row) : row),
    )
    .sort()
}

/** Benches hear of an unchanged device only now and then, so that the time of its last sign of life may be behind. */
function asTold(row: Record<string, unknown>): unknown {
  const { lastSeenAt: _lastSeenAt, ...device }: { lastSeenAt: string } = JSON.parse(String(row.body))
  return device
}

/** Central's whole state for a facility, as it tells it to a bench that has nothing yet. */
async function snapshotOf(world: World, facility: number): Promise<readonly Change[]> {
  const code = await world.newCode(facility)
  const enrolled = await world.central.receive('/api/v1/bench/enrol', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, benchName: 'the check', publicKey: newBenchKey().publicKeySpkiBase64 }),
  })
  const { token }: { token: string } = JSON.parse(enrolled?.text ?? '{}')
  const reply = await world.central.receive('/api/v1/bench/snapshot', { headers: { authorization: `Bearer ${token}` } })
  const lines = (reply?.text ?? '').split('\n').filter((line) => line !== '')
  const rows = lines.map((line): { kind: string } => JSON.parse(line))
  if (rows.at(-1)?.kind !== 'end') throw new Violation('Central has no whole snapshot')
  return rows.filter(({ kind }) => kind === 'row').map((row) => change.parse(row))
}

type Tables = ReadonlyMap<string, readonly string[]>

/** A bench's store that is used for nothing but to see what a snapshot alone makes of a mirror. */
class Blank {
  private readonly folder = roomFor('blank')
  private readonly store = this.open()
  private readonly look = inspect(join(this.folder, 'bench.db'))

  mirrorOf(changes: readonly Change[]): Tables {
    this.store.mirror.clear()
    this.store.mirror.apply(changes, { epoch: 'expected', n: 0 })
    return new Map(mirrorTables.map((table) => [table, dump(this.look, table)]))
  }

  private open() {
    process.on('exit', () => rmSync(this.folder, { recursive: true, force: true }))
    const clock = { wallMs: () => 0, monotonicMs: () => 0 }
    const opened = openStore({ file: join(this.folder, 'bench.db'), clock, ids: { next: () => '' } })
    if (!opened.ok) throw new Error('No room for a blank mirror')
    return opened.value
  }
}
let blank: Blank | null = null

export async function checkMirrors(world: World): Promise<void> {
  const expected = new Map<number, Tables>()
  blank ??= new Blank()
  for (const bench of world.remaining) {
    const known = expected.get(bench.facility) ?? blank.mirrorOf(await snapshotOf(world, bench.facility))
    expected.set(bench.facility, known)
    const look = bench.now?.look
    if (look === undefined) throw new Violation(`${bench.name} is down at the end`)
    for (const table of mirrorTables) compare(bench, table, dump(look, table), known.get(table) ?? [])
  }
}

function compare(bench: BenchHost, table: string, has: readonly string[], should: readonly string[]) {
  if (has.length === should.length && has.every((row, index) => row === should[index])) return
  const [known, expected] = [new Set(has), new Set(should)]
  const missing = should.filter((row) => !known.has(row))
  const extra = has.filter((row) => !expected.has(row))
  const shown = (rows: readonly string[]) => rows.slice(0, 2).join(' ').slice(0, 700)
  throw new Violation(
    `${bench.name}: ${table} is not central's: misses ${missing.length} (${shown(missing)}), has ${extra.length} too many (${shown(extra)})`,
  )
}
