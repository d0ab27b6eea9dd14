// The recorded central's rows on PostgreSQL: which database central works on is no business of a bench's.
import { join } from 'node:path'
import { Pool } from 'pg'
import { expect, test } from 'vitest'
import { answerTo, type Exchange, recordedExchanges } from '../../recorded/exchange'
import { readDatabase, rowsOf } from '../../recorded/files'
import { numberedPorts } from '../../recorded/ports'
import { newDatabase } from '../../support/postgres'
import { datedAsNow } from './dated-as-now'
import { centralFolder, folderOfTest, startRecordedCentral } from './support'

const { startMs, exchanges } = recordedExchanges()

async function copyRows(file: string, url: string) {
  const pool = new Pool({ connectionString: url, max: 1 })
  // Rows come table by table, not in the order of their references.
  await pool.query('SET session_replication_role = replica')
  for (const [table, rows] of rowsOf(file)) {
    if (table.startsWith('kysely_')) continue
    await pool.query(`DELETE FROM "${table}"`)
    await pool.query(`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1)`, [
      JSON.stringify(rows),
    ])
  }
  const last = readDatabase(file, (connection) =>
    connection.prepare<[], { name: string; seq: number }>('SELECT name, seq FROM sqlite_sequence').all(),
  )
  for (const { name, seq } of last) await pool.query(`SELECT setval(pg_get_serial_sequence($1, 'id'), $2)`, [name, seq])
  await pool.end()
}

/** Processes on PostgreSQL count requests together, by the database's own clock. */
function withoutBudget({
  headers: { 'x-ratelimit-remaining': _remaining, ...headers },
  ...answer
}: Exchange['answer']) {
  return { ...answer, headers }
}

test('answers all requests as central answered them on SQLite', { timeout: 180_000 }, async () => {
  const database = await newDatabase()
  const ports = numberedPorts(startMs)
  const start = () => startRecordedCentral(folderOfTest(), { database, requestsPerMinute: 600, ...ports })
  await (await start()).stop()
  // Brought up to date first: what migrations make of the rows is compared too.
  const recording = centralFolder()
  await (await startRecordedCentral(recording, ports)).stop()
  await copyRows(join(recording, 'central.sqlite'), database)
  const central = await start()
  for (const [index, { answer, ...request }] of exchanges.entries()) {
    ports.at(index + 1)
    const now = await answerTo(central.url, request)
    expect(withoutBudget(now), `${index + 1}: ${request.shows}`).toEqual(
      datedAsNow(withoutBudget(answer), withoutBudget(now)),
    )
  }
})
