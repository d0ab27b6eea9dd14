// A bench's data folder that an earlier program has left: it opens as it is, shows the same, and all that waited in it reaches central.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Input, RequestName } from '../../../src/shared/ipc/contract'
import { storageId } from '../../../src/shared/model/ids'
import { checkOutboxExport } from '../../../src/trust/outbox-export'
import { keptRows, recorded, rowsOf, type Tables } from '../../recorded/files'
import { type TestEngine, until } from '../engine/support'
import { asFile, benchFolder, centralFolder, clockAfterRecording, startBench, startRecordedCentral } from './support'

const expected = (name: string) => recorded(`expected/${name}.snap`)

const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n')

/** What is shown, by the request that shows it. */
async function shown<Name extends RequestName>(bench: TestEngine, asked: { readonly [Each in Name]: Input<Each> }) {
  const entries: [string, unknown][] = []
  for (const name of Object.keys(asked) as Name[]) entries.push([name, await bench.value(name, asked[name])])
  return Object.fromEntries(entries)
}

const everyScreen = {
  'bench/get': undefined,
  'worklist/get': undefined,
  'conflicts/get': undefined,
  'attention/get': undefined,
  'sync/get': undefined,
  'tagging/get': undefined,
  'devices/get': undefined,
  'places/tanks': undefined,
  'places/canes': { storageId: storageId(1) },
  'inventory/search': { text: 'VL-', offset: 0, limit: 20 },
} as const

const offline = { fetch: () => Promise.reject(new Error('no network')), clock: clockAfterRecording({ stands: true }) }

/** The same rows; tables and columns that a migration has added don't count. */
function expectKept(before: Tables, after: Tables): void {
  const { now, expected } = keptRows(before, after)
  expect(now).toEqual(expected)
}

test('a bench with work of every kind shows what it showed, and opening it changes nothing', async () => {
  const folder = benchFolder()
  const before = new Map(rowsOf(join(folder, 'bench.db')))
  const bench = startBench(folder, offline)
  await until(() => bench.value('tagging/get', undefined))
  await expect(asFile(await shown(bench, everyScreen))).toMatchFileSnapshot(expected('bench'))
  const after = new Map(rowsOf(join(folder, 'bench.db')))
  // The procedure that was on the reader when the power was cut is open again, and its tagging says so.
  expect(after.get('tagging_event')?.slice(before.get('tagging_event')?.length)).toMatchObject([{ kind: 'opened' }])
  for (const table of ['tagging_event', 'tagging_session']) {
    before.delete(table)
    after.delete(table)
  }
  expectKept(before, after)
})

test('a bench that was never enrolled shows what it showed', async () => {
  const folder = benchFolder('empty-bench/bench.db.br')
  const before = rowsOf(join(folder, 'bench.db'))
  const bench = startBench(folder, offline)
  await expect(asFile(await shown(bench, everyScreen))).toMatchFileSnapshot(expected('empty-bench'))
  expectKept(before, rowsOf(join(folder, 'bench.db')))
})

const exportedIntent = z.object({
  kind: z.literal('intent'),
  envelope: z.object({ benchSeq: z.int(), body: z.object({ kind: z.string() }) }),
  state: z.string(),
  problem: z.object({ kind: z.string() }).nullable(),
})

/** Each act with its fate. */
const fates = (file: string) =>
  linesOf(file).flatMap((line) => {
    const { data } = exportedIntent.safeParse(JSON.parse(line))
    if (data === undefined) return []
    const { envelope, state, problem } = data
    return [`${envelope.benchSeq} ${envelope.body.kind} ${state} ${problem?.kind ?? '-'}`]
  })

/** What central keeps of work; versions and times depend on who came when. */
function workAt(folder: string) {
  const rows = rowsOf(join(folder, 'central.sqlite'))
  const of = (table: string, columns: readonly string[]) =>
    (rows.get(table) ?? []).map((row) => columns.map((column) => String(row[column])).join(' ')).toSorted()
  return {
    procedures: of('procedures', ['id', 'type', 'status', 'reason']),
    vials: of('procedure_vials', ['procedure_id', 'container_id', 'tag', 'place', 'outcome']),
    events: of('procedure_events', ['procedure_id', 'ordinal', 'kind', 'actor', 'intent_id']),
    intents: of('intents', ['bench_id', 'bench_seq', 'intent_id', 'hash', 'result']),
    resolutions: of('resolutions', ['intent_id', 'conflict_id', 'conflict_kind', 'choice', 'reason', 'actor']),
    resolved: of('resolved_intents', ['intent_id', 'resolution_id']),
    tags: of('tags', ['tag', 'container_id', 'since']),
    canes: of('canes', ['storage_id', 'canister', 'cane', 'capacity']),
  }
}

test('its unsent acts reach central as they would have, and what central refuses waits for a person', async () => {
  const [dataDir, folder] = [benchFolder(), centralFolder()]
  const clock = clockAfterRecording({ stands: false })
  const central = await startRecordedCentral(folder, { clock })
  const bench = startBench(dataDir, { clock, central: { url: central.url, code: null } })
  await until(() => bench.value('tagging/get', undefined))
  await bench.value('tagging/stop', undefined)
  await bench.value('sync/workOffline', { offline: false })
  await until(async () => {
    const { outbox, link } = await bench.value('bench/get', undefined)
    return link.kind === 'online' && outbox.waiting === 0
  })
  const { open } = await bench.value('conflicts/get', undefined)
  const { file } = await bench.value('sync/exportOutbox', undefined)
  expect(checkOutboxExport(linesOf(file))).toMatchObject({ ok: true })
  const fate = { acts: fates(file), conflicts: open.map(({ kind, bench: { kind: act } }) => `${kind} ${act}`) }
  await bench.stop()
  await central.stop()
  await expect(asFile({ ...fate, central: workAt(folder) })).toMatchFileSnapshot(expected('drained'))
})

test('an export of its outbox proves what was done', () => {
  const lines = linesOf(recorded('bench/outbox.ndjson'))
  expect(checkOutboxExport(lines)).toEqual({ ok: true, value: { intents: lines.length - 2, benches: 1 } })
  const kinds = [
    'tag.assign',
    'tag.release',
    'procedure.prepare',
    'procedure.accept',
    'procedure.cancel',
    'cane.add',
    'conflict.resolve',
  ]
  const unsent = lines.filter((line) => line.includes('"state":"queued"'))
  for (const kind of kinds)
    expect(
      unsent.some((line) => line.includes(`"kind":"${kind}"`)),
      kind,
    ).toBe(true)
})
