// A bench's database of every version of its structure, with acts that central has not heard of: none of them is lost on the way to the newest.
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../../../../src/main/engine/store/migrations'
import { checkOutboxExport } from '../../../../../../src/trust/outbox-export'
import { keptRows, readDatabase, recorded, rowsOf, schemaOf, unpack } from '../../../../../recorded/files'
import { opened, tempFile } from '../support'

const recordingOf = (version: number) => `bench-versions/${version}.db.br`
const earlier = migrations.slice(1).map((_, index) => index + 1)
const recordedVersions = [...earlier, migrations.length].filter((version) => existsSync(recorded(recordingOf(version))))

const versionOf = (file: string) =>
  readDatabase(file, (connection) => connection.pragma('user_version', { simple: true }))

const unpacked = (version: number): string => {
  const file = tempFile()
  unpack(recordingOf(version), file)
  return file
}

test('each version before the newest is recorded; test/recorded/README.md says how', () => {
  expect(recordedVersions).toEqual(expect.arrayContaining(earlier))
})

describe.each(recordedVersions)('a database of version %i', (version) => {
  test('becomes one of the newest, with every row that it had', () => {
    const file = unpacked(version)
    expect(versionOf(file)).toBe(version)
    const before = rowsOf(file)
    opened(file).close()
    expect(versionOf(file)).toBe(migrations.length)
    const { now, expected } = keptRows(before, rowsOf(file))
    expect(now).toEqual(expected)
  })

  test('has the structure of a new one afterwards', () => {
    const [file, fresh] = [unpacked(version), tempFile()]
    opened(file).close()
    opened(fresh).close()
    expect(schemaOf(file)).toEqual(schemaOf(fresh))
  })

  test('still proves what was done, and its unsent acts still wait', () => {
    const file = unpacked(version)
    const unsent = readDatabase(file, (connection) =>
      connection
        .prepare<[], string>(`SELECT intent_id FROM outbox WHERE state = 'queued' ORDER BY position`)
        .pluck()
        .all(),
    )
    expect(unsent.length).toBeGreaterThan(10)
    const store = opened(file)
    const entries = store.outbox.entriesAfter(0, 1000)
    expect(entries.filter(({ state }) => state === 'queued').map(({ envelope }) => envelope.intentId)).toEqual(unsent)
    expect(store.outbox.summary().waiting).toBe(unsent.length)
    const publicKeys = store.profile.publicKeys()
    const lines = [
      { kind: 'head', format: 'cryobench-outbox', version: 1, publicKeys },
      ...entries.map(({ envelope }) => ({ kind: 'intent', envelope })),
      { kind: 'end', intents: entries.length },
    ].map((line) => JSON.stringify(line))
    expect(checkOutboxExport(lines)).toEqual({ ok: true, value: { intents: entries.length, benches: 1 } })
  })
})
