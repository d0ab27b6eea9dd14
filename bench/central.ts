// Central on SQLite and on PostgreSQL with one, two and four processes, in turn: intents a second, and how soon a thousand benches are woken.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgres } from '../src/central/store/postgres/open'
import { openSqlite } from '../src/central/store/sqlite/open'
import type { Store } from '../src/central/store/store'
import { systemTimers } from '../src/platform/system-ports'
import { type Cluster, startCluster, urlOn } from '../test/support/postgres-cluster'
import { drain } from './central-intents'
import { type Prepared, prepare, type ServingCentral, serve } from './central-prepare'
import { measureWakeUps } from './central-wake-ups'
import { format, type Spread, spread } from './statistics'

const loadBenches = 8
const listenerCount = 1000
const changes = 60
const commits = 300

export interface CentralFigures {
  readonly rounds: number
  readonly server: string
  /** Intents a second. */
  readonly intents: Readonly<Record<Setting, Spread>>
  /** Durable transactions of one row a second, one after the other on one connection. */
  readonly commits: Readonly<Record<'sqlite' | 'postgres', Spread>>
  readonly wakeUps: Readonly<
    Record<WakeSetting, { readonly each: Spread; readonly all: Spread; readonly answered: Spread }>
  >
}

const settings = ['sqlite', 'postgres1', 'postgres2', 'postgres4'] as const
type Setting = (typeof settings)[number]
const wakeSettings = ['sqlite', 'postgres1', 'postgres2'] as const
type WakeSetting = (typeof wakeSettings)[number]
const processesOf: Readonly<Record<Setting, number>> = { sqlite: 1, postgres1: 1, postgres2: 2, postgres4: 4 }

async function openOn(url: string) {
  const opened = await openPostgres({ url }, { timers: systemTimers, tell: () => {}, lost: () => {} })
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.problem)}`)
  await opened.value.prepared()
  return opened.value
}

async function openIn(folder: string): Promise<Store> {
  const opened = await openSqlite(folder)
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.problem)}`)
  return opened.value
}

async function commitsPerSecond(store: Store): Promise<number> {
  const startedMs = performance.now()
  for (let nth = 0; nth < commits; nth++) {
    await store.transaction((db) =>
      db
        .insertInto('settings')
        .values({ key: 'benchmark', value: String(nth) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(nth) }))
        .execute(),
    )
  }
  return (commits * 1000) / (performance.now() - startedMs)
}

interface Databases {
  readonly folder: string
  readonly url: string
}

async function measure({ folder, url }: Databases, rounds: number): Promise<Omit<CentralFigures, 'server' | 'rounds'>> {
  const raw = { sqlite: [] as number[], postgres: [] as number[] }
  const prepared = async (store: Store) => {
    try {
      return await prepare(store, loadBenches, listenerCount)
    } finally {
      await store.close()
    }
  }
  const onSqlite = await prepared(await openIn(folder))
  const onPostgres = await prepared(await openOn(url))
  const sqlite = await serve(['--data', folder])
  const postgres: ServingCentral[] = []
  for (let nth = 0; nth < 4; nth++) postgres.push(await serve(['--database', url]))
  const rawFolder = join(folder, 'raw')
  const [rawSqlite, rawPostgres] = [await openIn(rawFolder), await openOn(url)]
  const of = (setting: Setting): { readonly urls: readonly string[]; readonly with: Prepared } =>
    setting === 'sqlite'
      ? { urls: [sqlite.url], with: onSqlite }
      : { urls: postgres.slice(0, processesOf[setting]).map((each) => each.url), with: onPostgres }
  const intents: Record<Setting, number[]> = { sqlite: [], postgres1: [], postgres2: [], postgres4: [] }
  try {
    // One round is not counted: it warms the processes.
    for (let round = -1; round < rounds; round++) {
      for (const setting of settings) {
        const { perSecond } = await drain(of(setting).urls, of(setting).with.benches)
        if (round >= 0) intents[setting].push(perSecond)
      }
      const [one, other] = [await commitsPerSecond(rawSqlite), await commitsPerSecond(rawPostgres)]
      if (round >= 0) raw.sqlite.push(one)
      if (round >= 0) raw.postgres.push(other)
    }
    const woken = async (setting: WakeSetting) => {
      const { urls, with: made } = of(setting)
      const [bench] = made.benches
      if (!bench) throw new Error('no bench to make the changes')
      const { each, all, answered } = await measureWakeUps(urls, made.listeners, bench, changes)
      return { each: spread(each), all: spread(all), answered: spread(answered) }
    }
    const wakeUps = {
      sqlite: await woken('sqlite'),
      postgres1: await woken('postgres1'),
      postgres2: await woken('postgres2'),
    }
    const spreads = (values: Readonly<Record<Setting, number[]>>) => ({
      sqlite: spread(values.sqlite),
      postgres1: spread(values.postgres1),
      postgres2: spread(values.postgres2),
      postgres4: spread(values.postgres4),
    })
    return {
      intents: spreads(intents),
      commits: { sqlite: spread(raw.sqlite), postgres: spread(raw.postgres) },
      wakeUps,
    }
  } finally {
    await Promise.all([rawSqlite.close(), rawPostgres.close(), sqlite.stop(), ...postgres.map((each) => each.stop())])
  }
}

export async function measureCentral(rounds: number): Promise<CentralFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'central-figures-'))
  chmodSync(folder, 0o755)
  let cluster: Cluster | undefined
  try {
    cluster = await startCluster(join(folder, 'cluster'))
    const url = urlOn(cluster.port, 'postgres')
    return { rounds, server: cluster.version, ...(await measure({ folder: join(folder, 'sqlite'), url }, rounds)) }
  } finally {
    await cluster?.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

const names: Readonly<Record<Setting, string>> = {
  sqlite: 'SQLite, 1 process',
  postgres1: 'PostgreSQL, 1 process',
  postgres2: 'PostgreSQL, 2 processes',
  postgres4: 'PostgreSQL, 4 processes',
}

const cells = (values: readonly string[]) => `| ${values.join(' | ')} |`
const head = (values: readonly string[]) => [cells(values), `|${'---|'.repeat(values.length)}`]

export function centralTables({ intents, commits: raw, wakeUps, rounds, server }: CentralFigures): string {
  const rate = (name: string, { p50, min, max }: Spread, beside: Spread) =>
    cells([name, format(p50, 0), format(min, 0), format(max, 0), format(p50 / beside.p50, 2)])
  const waiting = (name: string, { p50, p99, max }: Spread) => cells([name, format(p50), format(p99), format(max)])
  return [
    ...head([
      `a second, ${rounds} rounds, ${loadBenches} benches`,
      'median',
      'min',
      'max',
      'beside one raw commit each',
    ]),
    rate('raw commits of one row, SQLite', raw.sqlite, raw.sqlite),
    rate(`raw commits of one row, PostgreSQL ${server}`, raw.postgres, raw.postgres),
    ...settings.map((setting) =>
      rate(`intents, ${names[setting]}`, intents[setting], setting === 'sqlite' ? raw.sqlite : raw.postgres),
    ),
    '',
    ...head([`milliseconds, ${listenerCount} benches on live events, ${changes} changes`, 'p50', 'p99', 'max']),
    ...wakeSettings.flatMap((setting) => [
      waiting(`${names[setting]}: a bench is woken`, wakeUps[setting].each),
      waiting(`${names[setting]}: the last bench is woken`, wakeUps[setting].all),
      waiting(`${names[setting]}: the change itself is answered`, wakeUps[setting].answered),
    ]),
  ].join('\n')
}
