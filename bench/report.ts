// Prints the figures as tables, and keeps them in bench/RESULTS.md between marks, one section a measurement.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { type CentralFigures, centralTables } from './central'
import type { FirstSyncFigures } from './first-sync'
import { type InstalledFigures, installedTables } from './installed'
import type { OutboxFigures } from './outbox'
import type { ScanFigures } from './scan'
import type { StartFigures } from './starts'
import { format, type Spread } from './statistics'
import { firstSyncTables, outboxTable } from './sync/report'

const file = resolve(import.meta.dirname, 'RESULTS.md')

interface Results {
  readonly command: string
  readonly scan: ScanFigures | null
  readonly start: StartFigures | null
  readonly firstSync: FirstSyncFigures | null
  readonly outbox: OutboxFigures | null
  readonly central: CentralFigures | null
  readonly installed: InstalledFigures | null
}

const row = (name: string, { p50, p95, p99, min, max }: Spread, beside: Spread): string =>
  `| ${[name, format(p50), format(p95), format(p99), format(min), format(max), `${format(p50 / beside.p50, 2)} x`].join(' | ')} |`

const table = (unit: string, rows: readonly string[]): string =>
  [
    `| ${unit} | p50 | p95 | p99 | min | max | p50 beside the yardstick |`,
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')

const scanTable = ({ scan, lastKey, wholeTag }: ScanFigures): string =>
  [
    table(`milliseconds, ${scan.count} tags`, [
      row('plain page, first key to paint, nothing stored', wholeTag, wholeTag),
      row('Cryobench, HID report to durable commit to paint', scan, wholeTag),
      row('plain page, last key to paint, nothing stored', lastKey, wholeTag),
    ]),
    `Beside the last key alone: ${format(scan.p50 / lastKey.p50, 2)} x.`,
  ].join('\n\n')

function startTable({ milliseconds, mebibytes, runs, size }: StartFigures): string {
  const name = { bare: 'bare window', small: 'Cryobench, sample of 400 vials', large: `Cryobench, ${size} vials` }
  return [
    table(`milliseconds to usable, ${runs} starts each`, [
      row(name.bare, milliseconds.bare, milliseconds.bare),
      row(name.small, milliseconds.small, milliseconds.bare),
      row(name.large, milliseconds.large, milliseconds.bare),
    ]),
    `The large inventory beside the small one: ${format(milliseconds.large.p50 / milliseconds.small.p50, 2)} x.`,
    table('MiB of all processes (proportional set size)', [
      row(name.bare, mebibytes.bare, mebibytes.bare),
      row(name.small, mebibytes.small, mebibytes.bare),
      row(name.large, mebibytes.large, mebibytes.bare),
    ]),
  ].join('\n\n')
}

export function writeResults(
  { command, scan, start, firstSync, outbox, central, installed }: Results,
  write: boolean,
): void {
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`
  const sections: readonly (readonly [string, string | null])[] = [
    ['scan', scan && scanTable(scan)],
    ['start', start && startTable(start)],
    ['first-sync', firstSync && firstSyncTables(firstSync)],
    ['outbox', outbox && outboxTable(outbox)],
    ['central', central && centralTables(central)],
    ['installed', installed && installedTables(installed)],
  ]
  for (const [name, text] of sections) {
    if (text === null) continue
    const body = `\`${command}\` on ${machine}\n\n${text}`
    process.stdout.write(`\n${body}\n`)
    if (write) keep(name, body)
  }
}

/** Replaces what stands between the section's marks. */
function keep(name: string, body: string): void {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const text = readFileSync(file, 'utf8')
  const [start, end] = [text.indexOf(from), text.indexOf(to)]
  if (start < 0 || end < start) throw new Error(`${file} has no section ${name}`)
  writeFileSync(file, `${text.slice(0, start)}${from}\n${body}\n${text.slice(end)}`)
}
