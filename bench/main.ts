// `npm run benchmark [-- scan | start | first-sync | outbox | central | installed] [--tags N] [--vials N] [--pause MS] [--runs N] [--size N] [--write]`:
// measures beside yardsticks, prints tables, and with --write puts them into bench/RESULTS.md.
import { parseArgs } from 'node:util'
import { measureCentral } from './central'
import { measureFirstSync } from './first-sync'
import { type InstalledFigures, measureInstalled } from './installed'
import { measureOutbox } from './outbox'
import { writeResults } from './report'
import { measureScans } from './scan'
import { measureStarts } from './starts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tags: { type: 'string', default: '1000' },
    vials: { type: 'string', default: '20' },
    pause: { type: 'string', default: '100' },
    runs: { type: 'string', default: '15' },
    size: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    intents: { type: 'string', default: '10000' },
    write: { type: 'boolean', default: false },
  },
})
const wanted = (name: string) => positionals.length === 0 || positionals.includes(name)

async function main(): Promise<void> {
  const scan = wanted('scan')
    ? await measureScans({ tags: Number(values.tags), size: Number(values.vials), pauseMs: Number(values.pause) })
    : null
  const start = wanted('start') ? await measureStarts(Number(values.runs), Number(values.size)) : null
  const central = wanted('central') ? await measureCentral(Number(values.rounds)) : null
  const firstSync = wanted('first-sync') ? await measureFirstSync(Number(values.size), true) : null
  const outbox = wanted('outbox') ? await measureOutbox(Number(values.intents)) : null
  // Only by name: it installs and purges a package on this machine.
  const installed: InstalledFigures | null = positionals.includes('installed')
    ? await measureInstalled(Number(values.runs))
    : null
  const command = ['npm run benchmark --', ...process.argv.slice(2)].join(' ')
  writeResults({ command, scan, start, firstSync, outbox, central, installed }, values.write)
}

await main()
