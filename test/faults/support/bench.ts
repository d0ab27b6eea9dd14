// A bench that was enrolled once and is offline now, with procedures of forty vials to tag; and what must hold of it afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { beginStore } from '../../../src/main/engine/store/begin'
import { linkProblem, linksOf } from '../../../src/main/engine/store/outbox/links'
import { systemClock, systemIds } from '../../../src/platform/system-ports'
import type { Change } from '../../../src/shared/api/entities'
import { personId, procedureId, storageId } from '../../../src/shared/model/ids'
import { enrol, identity } from '../../integration/store/support'
import { aProcedure, vial } from '../../support/builders/numbered'
import { at, key } from '../../unit/main/engine/store/support'

/** The first is `enrol`'s. */
export const procedureAt = (index: number) => procedureId(7 + index)
const vialsEach = 40
export const cane = { storageId: storageId(1), canister: 'C1', cane: 'A' }

export interface FaultBench {
  readonly dataDir: string
  readonly secrets: Map<string, string>
}

export function offlineBench(vials: number): FaultBench {
  const dataDir = mkdtempSync(join(tmpdir(), 'cryobench-faults-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const begun = beginStore({ dataDir, clock: systemClock, ids: systemIds })
  if (!begun.ok) throw new Error(JSON.stringify(begun.problem))
  const { store } = begun.value
  enrol(store, 0)
  // Nobody listens there: refused at once.
  store.profile.saveIdentity({ ...identity, centralUrl: 'http://127.0.0.1:9' })
  store.mirror.apply(
    [
      { entity: 'person', body: { id: personId('p-1'), name: 'Ada', role: 'staff' } },
      {
        entity: 'tank',
        body: {
          id: storageId(1),
          name: 'Tank 1',
          capacity: vials,
          canisters: [{ name: 'C1', caneLimit: 10 }],
          deviceName: null,
          level: null,
          version: 1,
        },
      },
      { entity: 'cane', body: { ...cane, capacity: vials } },
      ...Array.from({ length: Math.ceil(vials / vialsEach) }, (_, index) => procedureOf(index)),
    ],
    at(4),
  )
  store.close()
  const kept = (value: string) => JSON.stringify({ benchId: identity.benchId, value })
  const secrets = new Map([
    ['benchToken', kept('token')],
    ['benchPrivateKey', kept(key.privateKeyPem)],
  ])
  return { dataDir, secrets }
}

const procedureOf = (index: number): Change => ({
  entity: 'procedure',
  body: aProcedure(7 + index, {
    vials: Array.from({ length: vialsEach }, (_, n) => vial(1000 + index * vialsEach + n)),
    version: 2,
  }),
})

export interface Found {
  /** Tag by vial, of every intent that ties one. */
  readonly tags: ReadonlyMap<number, string>
  readonly doubled: number
  /** Of all intents, in the order of their numbers. */
  readonly ids: readonly string[]
  readonly brokenLinks: number
  readonly integrity: string
}

/** What is in the database, read by nobody's word. */
export function foundIn({ dataDir }: FaultBench): Found {
  const connection = new BetterSqlite3(join(dataDir, 'bench.db'))
  try {
    const tags = new Map<number, string>()
    let doubled = 0
    const rows = connection
      .prepare<[], { container: number; tag: string }>(
        `SELECT json_extract(body, '$.containerId') AS container, json_extract(body, '$.tag') AS tag FROM outbox
          WHERE kind = 'tag.assign'`,
      )
      .all()
    const seen = new Set<string>()
    for (const { container, tag } of rows) {
      if (tags.has(container) || seen.has(tag)) doubled += 1
      tags.set(container, tag)
      seen.add(tag)
    }
    const links = [...linksOf(connection)]
    const numbers = links.map(({ row }) => row.bench_seq)
    const gaps = numbers.filter((number, index) => number !== index + 1).length
    return {
      tags,
      doubled,
      ids: links.map(({ row }) => row.intent_id),
      brokenLinks: links.filter((link) => linkProblem(link) !== null).length + gaps,
      integrity: String(connection.pragma('integrity_check', { simple: true })),
    }
  } finally {
    connection.close()
  }
}
