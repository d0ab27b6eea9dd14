// Sums over many simulations, and the table that is kept of them.
import type { Counts, Simulated } from './simulate'

export interface Totals {
  seeds: number
  failures: { readonly seed: number; readonly violation: string }[]
  sums: Record<keyof Counts, number>
  slowestHealMs: number
}

const nothing: Readonly<Record<keyof Counts, 0>> = {
  operations: 0,
  faults: 0,
  kills: 0,
  powerCuts: 0,
  restores: 0,
  requests: 0,
  happenings: 0,
  commits: 0,
  scans: 0,
  intents: 0,
  refused: 0,
  resolved: 0,
  lookedAfter: 0,
  lost: 0,
  crashes: 0,
  healedMs: 0,
  virtualMs: 0,
}

export const noTotals = (): Totals => ({ seeds: 0, failures: [], sums: { ...nothing }, slowestHealMs: 0 })

export function add(totals: Totals, { seed, counts, violation }: Pick<Simulated, 'seed' | 'counts' | 'violation'>) {
  totals.seeds++
  if (violation !== null) totals.failures.push({ seed, violation })
  for (const name of Object.keys(nothing)) {
    if (isCount(name)) totals.sums[name] += counts[name]
  }
  totals.slowestHealMs = Math.max(totals.slowestHealMs, counts.healedMs)
}

const isCount = (name: string): name is keyof Counts => name in nothing

const grouped = (value: number) => Math.round(value).toLocaleString('en')

/** What happened, as lines of a Markdown table. */
export function tableOf({ seeds, failures, sums, slowestHealMs }: Totals): string {
  const rows: readonly (readonly [string, number | string])[] = [
    ['Simulations (seeds)', seeds],
    ['Days of virtual time', Math.round(sums.virtualMs / 86_400_000)],
    ['Operations by people, integrations and devices', sums.operations],
    ['Faults', sums.faults],
    ['Kills of benches and central', sums.kills],
    ['of these power cuts', sums.powerCuts],
    ['Older databases brought back', sums.restores],
    ['Benches that never came back', sums.lost],
    ['Vials verified, and losses closed, after a restore of central', sums.lookedAfter],
    ['Requests over the simulated network', sums.requests],
    ['Commits', sums.commits],
    ['Intents decided by central', sums.intents],
    ['of these refused, and shown at the bench', sums.refused],
    ['Decisions at the conflict desk', sums.resolved],
    ['Acknowledged scans', sums.scans],
    ['Slowest healing, seconds of virtual time', Math.round(slowestHealMs / 1000)],
    ['Engine processes that a disk error ended', sums.crashes],
    ['Simulations in which something was lost, applied twice, unresolved or otherwise wrong', failures.length],
  ]
  return rows.map(([name, value]) => `| ${name} | ${typeof value === 'number' ? grouped(value) : value} |`).join('\n')
}
