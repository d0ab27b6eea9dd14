// The tables of first sync and outbox.
import type { FirstSyncFigures } from '../first-sync'
import type { OutboxFigures } from '../outbox'
import { format } from '../statistics'
import type { OtherEngine } from './other-engines'
import type { ScanWaits } from './scan-probe'

const line = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const whole = (value: number): string => Math.round(value).toLocaleString('en')

const waitsHead = [
  line(
    ...['a scan, milliseconds', 'scans', 'wait p50', 'wait p99', 'wait max'],
    ...['commits p50', 'p99', 'max', 'waits above 20 ms'],
  ),
  '|---|---|---|---|---|---|---|---|---|',
]
const waits = (name: string, { wait, commit, above20 }: ScanWaits) =>
  line(
    ...[name, String(wait.count), format(wait.p50), format(wait.p99), format(wait.max)],
    ...[format(commit.p50), format(commit.p99), format(commit.max), `${format(above20 * 100, 2)} %`],
  )

export function firstSyncTables({
  size,
  rows,
  seconds,
  cpuSeconds,
  scans,
  again,
  idle,
  raw,
  others,
}: FirstSyncFigures): string {
  const rate = size / seconds
  const other = ({ name, durability, rows: given, rowsPerSecond, why }: OtherEngine) =>
    line(
      `${name}, ${whole(given)} vials`,
      durability,
      ...(rowsPerSecond === null
        ? [`does not run here: ${why}`, '-']
        : [whole(rowsPerSecond), `${format(rate / rowsPerSecond, 2)} x`]),
    )
  return [
    `${whole(size)} vials, ${whole(rows)} rows in all, in ${format(seconds)} s (${format(cpuSeconds)} s of processor time, the central not counted).`,
    [
      line('taking vials in', 'durability', 'vials a second', 'Cryobench beside it'),
      '|---|---|---|---|',
      line(
        'Cryobench: HTTP, checks, tags, procedures, search and counts',
        'WAL, mirror NORMAL, records FULL',
        whole(rate),
        '1.00 x',
      ),
      line(
        'better-sqlite3, the same rows into the same tables and indexes',
        'WAL, NORMAL',
        whole(raw.same),
        `${format(rate / raw.same, 2)} x`,
      ),
      line(
        'better-sqlite3, only the vials, into a table without indexes',
        'WAL, NORMAL',
        whole(raw.plain),
        `${format(rate / raw.plain, 2)} x`,
      ),
      ...others.map(other),
    ].join('\n'),
    [
      ...waitsHead,
      waits('during the first sync', scans),
      waits('during a second one over it', again),
      waits('afterwards, nothing else to do', idle),
    ].join('\n'),
  ].join('\n\n')
}

export function outboxTable(figures: OutboxFigures): string {
  const { intents, drainSeconds, requests, mostPerMinute, refused, scans, rawPairs } = figures
  return [
    line('outbox', 'figure'),
    '|---|---|',
    line(`${whole(intents)} intents drained, 60 requests a minute allowed`, `${format(drainSeconds)} s`),
    line('requests for it, with those that fetch its effects', String(requests)),
    line('most requests within any minute', String(mostPerMinute)),
    line('refused', String(refused)),
    line('durable scans a second, two commits each', format(scans)),
    line('pairs of durable commits of better-sqlite3 a second, in turn with them', format(rawPairs)),
    line('scans beside these', `${format(scans / rawPairs, 2)} x`),
    '',
    ...waitsHead,
    waits('while the outbox drains', figures.waits),
  ].join('\n')
}
