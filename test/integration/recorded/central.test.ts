// A central's database that an earlier program has left, of each version of its structure: it answers the recorded requests as it did then.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../src/central/store/migrations'
import { answerTo, recordedExchanges } from '../../recorded/exchange'
import { keptRows, recorded, rowsOf, schemaOf, type Tables } from '../../recorded/files'
import { numberedPorts } from '../../recorded/ports'
import { datedAsNow } from './dated-as-now'
import { centralFolder, folderOfTest, startRecordedCentral } from './support'

const { startMs, exchanges } = recordedExchanges()

const recordingOf = (version: string) => `central-versions/${version}.sqlite.br`
const versions = Object.keys(migrations)
const recordings = versions.map(recordingOf).filter((recording) => existsSync(recorded(recording)))

const startOn = (folder: string, ports = numberedPorts(startMs)) =>
  startRecordedCentral(folder, { requestsPerMinute: 600, ...ports })

/** What the migrator keeps of its own runs. */
const withoutMigrator = (tables: Tables): Tables =>
  new Map([...tables].filter(([table]) => !table.startsWith('kysely_')))

test('each version before the newest is recorded; test/recorded/README.md says how', () => {
  expect(recordings).toEqual(expect.arrayContaining(versions.slice(0, -1).map(recordingOf)))
})

describe.each(['central/central.sqlite.br', ...recordings])('%s', (recording) => {
  test('has all its rows when it is opened, and the structure of a new one', async () => {
    const [folder, fresh] = [centralFolder(recording), folderOfTest()]
    const before = withoutMigrator(rowsOf(join(folder, 'central.sqlite')))
    await (await startOn(folder)).stop()
    await (await startOn(fresh)).stop()
    const { now, expected } = keptRows(before, rowsOf(join(folder, 'central.sqlite')))
    expect(now).toEqual(expected)
    expect(schemaOf(join(folder, 'central.sqlite'))).toEqual(schemaOf(join(fresh, 'central.sqlite')))
  })

  test('answers all requests as central answered them before', async () => {
    const ports = numberedPorts(startMs)
    const central = await startOn(centralFolder(recording), ports)
    for (const [index, { answer, ...request }] of exchanges.entries()) {
      ports.at(index + 1)
      const now = await answerTo(central.url, request)
      expect(now, `${index + 1}: ${request.shows}`).toEqual(datedAsNow(answer, now))
    }
  })
})
