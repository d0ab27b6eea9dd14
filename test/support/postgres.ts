// A real PostgreSQL server for tests: one for all test files of a run, started by the first that asks (see postgres-run.ts), and a
// database of its own for each that wants one.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { z } from 'zod'
import { openPostgres, type PostgresStore } from '../../src/central/store/postgres/open'
import { systemTimers } from '../../src/platform/system-ports'
import { startCluster, urlOn } from './postgres-cluster'

const startMs = 60_000
const told = z.object({ port: z.int() })

/** The run's server; whoever makes the folder first starts it. */
async function sharedPort(): Promise<number> {
  const folder = inject('postgresFolder')
  const ready = join(folder, 'ready.json')
  if (claims(join(folder, 'claimed'))) {
    const { port } = await startCluster(join(folder, 'cluster'))
    writeFileSync(`${ready}.new`, JSON.stringify({ port }))
    renameSync(`${ready}.new`, ready)
  }
  const untilMs = Date.now() + startMs
  while (!existsSync(ready)) {
    if (Date.now() > untilMs) throw new Error('The PostgreSQL server of this run did not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return told.parse(JSON.parse(readFileSync(ready, 'utf8'))).port
}

function claims(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}

export async function query(url: string, text: string, values: readonly unknown[] = []) {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query({ text, values: [...values] })).rows
  } finally {
    await client.end()
  }
}

/**
 * An empty database, whose own order of text is a language's: nothing may depend on it. Answers its URL. It goes with the server.
 * @param options as CREATE DATABASE takes them
 */
export async function newDatabase(
  port?: number,
  options = `template template0 encoding 'UTF8' locale_provider icu icu_locale 'de-DE' locale 'C'`,
): Promise<string> {
  const on = port ?? (await sharedPort())
  const name = `central_${randomUUID().replaceAll('-', '')}`
  await query(urlOn(on, 'postgres'), `create database ${name} ${options}`)
  return urlOn(on, name)
}

/** Central's store on this database, as one more process would open it. */
export async function openStore(url: string): Promise<PostgresStore> {
  const opened = await openPostgres({ url }, { timers: systemTimers, tell: () => {}, lost: () => {} })
  if (!opened.ok) throw new Error(`Not opened: ${JSON.stringify(opened.problem)}`)
  await opened.value.prepared()
  return opened.value
}
