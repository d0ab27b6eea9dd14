// Prepares two benches, one with the ordinary sample and one with a large inventory, and starts them in turn with a bare window.
import { join } from 'node:path'
import { startBench, temporaryFolder } from '../test/e2e/support/bench'
import { type CentralProcess, startCentral } from '../test/e2e/support/processes'
import { readyToWork } from '../test/e2e/support/screens'
import { application, bareWindow, measureStart, type Start, type Startable } from './cold-start'
import { type Spread, spread } from './statistics'

export interface StartFigures {
  readonly runs: number
  readonly size: number
  readonly milliseconds: Readonly<Record<StartKind, Spread>>
  readonly mebibytes: Readonly<Record<StartKind, Spread>>
}

const kinds = ['bare', 'small', 'large'] as const
export type StartKind = (typeof kinds)[number]

/** A usable worklist: the first card that can be acted on. */
const firstCard = '[data-testid="lane-toTag"] article button'
const settleMs = 4000
/** The first synchronisation of a million vials. */
const syncMs = 600_000

async function prepare(folder: string, size: number | null): Promise<{ central: CentralProcess; start: Startable }> {
  const central = await startCentral(join(folder, 'central'), size === null ? {} : { sampleSize: size })
  const dataDir = join(folder, 'bench')
  const enrolment = ['--central', central.ready.url, '--enrol', central.ready.benchEnrolmentCode]
  const bench = await startBench({ dataDir, args: enrolment })
  await readyToWork(bench.page, syncMs)
  await bench.quit()
  return { central, start: { main: application, until: firstCard, args: ['--data', dataDir, '--lang', 'en'] } }
}

export async function measureStarts(runs: number, size: number): Promise<StartFigures> {
  const folder = temporaryFolder()
  process.stdout.write(`Preparing a bench with ${size} vials: some minutes.\n`)
  const small = await prepare(join(folder.path, 's'), null)
  const large = await prepare(join(folder.path, 'l'), size)
  const startables: Readonly<Record<StartKind, Startable>> = {
    bare: { main: bareWindow, until: '#ready', args: [] },
    small: small.start,
    large: large.start,
  }
  const starts: Record<StartKind, Start[]> = { bare: [], small: [], large: [] }
  try {
    // One round is not counted: it fills the file cache.
    for (let run = -1; run < runs; run += 1) {
      for (const kind of kinds) {
        const start = await measureStart(startables[kind], settleMs)
        if (run >= 0) starts[kind].push(start)
      }
    }
  } finally {
    await small.central.stop()
    await large.central.stop()
    folder.remove()
  }
  const each = (pick: (start: Start) => number) => ({
    bare: spread(starts.bare.map(pick)),
    small: spread(starts.small.map(pick)),
    large: spread(starts.large.map(pick)),
  })
  return { runs, size, milliseconds: each((start) => start.milliseconds), mebibytes: each((start) => start.mebibytes) }
}
