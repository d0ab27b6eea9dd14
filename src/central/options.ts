// The command line of a stand-alone central.
import { parseArgs } from 'node:util'
import { ok, type Result, refused } from '../shared/result'
import type { DatabaseChoice } from './database'
import type { PersonAt } from './domain/people'
import { peopleFile } from './people-file'
import { defaultStored } from './sample/house'

interface RunOptions {
  readonly kind: 'run'
  readonly host: string
  readonly port: number
  readonly requestsPerMinute: number
  readonly sample: { readonly size: number; readonly seed: number } | null
  readonly people?: readonly PersonAt[]
}
export type CommandLine = RunOptions & DatabaseChoice

/** Not a switch: everybody on a machine can read those in the list of processes. */
export const passwordVariable = 'CRYOBENCH_DATABASE_PASSWORD'

export const help = `Central: the service that benches, integrations and storage devices talk to.

  --data DIR                 folder of a database of its own (SQLite); made if it is not there
  --database URL             instead of --data: postgres://user@host:5432/name, PostgreSQL 15 or later, in UTF-8. The password
                             comes from ${passwordVariable}. Any number of centrals may share it
  --port N                   port to listen on; 0 takes any free one (default 7411)
  --host ADDRESS             address to listen on (default 127.0.0.1)
  --sample                   fill an empty database with sample data
  --sample-size N            stored containers in the sample's first facility (default ${defaultStored})
  --seed N                   seed of the sample (default 1)
  --people FILE              who works where: [{"facilityId": 1, "id": "…", "name": "…", "role": "staff" or "supervisor"}].
                             Read at the start; who is not in it stays as they are
  --requests-per-minute N    budget of a client and of a bench (default 60)
  --help                     this text

When it is ready it prints one line of JSON on standard output: url, organizations with their facilities and
clients, a one-time code to enrol a bench, the token of a device. Logs go to standard error. SIGTERM ends it.
`

/** Fewer could not be in all the states that the sample shows. */
const smallestSample = 50
const largestSample = 5_000_000

function wholeNumber(text: string, low: number, high: number): number | undefined {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return value >= low && value <= high ? value : undefined
}

/** Of what `parseArgs` says the first sentence: the next ones are about quoting. */
const oneSentence = (problem: unknown) =>
  `${(problem instanceof Error ? problem.message : String(problem)).split(/\.\s/)[0]?.replace(/\.$/, '')}.`

/** What is asked for, or one sentence on what is wrong with it. */
export function commandLine(
  args: readonly string[],
  password?: string,
): Result<CommandLine | { readonly kind: 'help' }, string> {
  const text = { type: 'string' } as const
  let values: Partial<Record<string, string | boolean>>
  try {
    const options = {
      data: text,
      database: text,
      port: text,
      host: text,
      'sample-size': text,
      seed: text,
      'requests-per-minute': text,
      people: text,
    }
    const flags = { sample: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
    values = parseArgs({ args: [...args], options: { ...options, ...flags } }).values
  } catch (problem) {
    return refused(oneSentence(problem))
  }
  if (values.help === true) return ok({ kind: 'help' })
  const textOf = (name: string, otherwise: string) => String(values[name] ?? otherwise)
  const port = wholeNumber(textOf('port', '7411'), 0, 65_535)
  const size = wholeNumber(textOf('sample-size', String(defaultStored)), smallestSample, largestSample)
  const seed = wholeNumber(textOf('seed', '1'), 0, 4_294_967_295)
  const requestsPerMinute = wholeNumber(textOf('requests-per-minute', '60'), 1, 1_000_000_000)
  const database = databaseOf(values, password)
  if (!database.ok) return database
  const people = values.people === undefined ? null : peopleFile(String(values.people))
  if (people !== null && !people.ok) return people
  if (port === undefined) return refused('--port needs a number from 0 to 65535.')
  if (size === undefined) return refused(`--sample-size needs a number from ${smallestSample} to ${largestSample}.`)
  if (seed === undefined) return refused('--seed needs a whole number.')
  if (requestsPerMinute === undefined) return refused('--requests-per-minute needs a number from 1.')
  const sample = values.sample === true || values['sample-size'] !== undefined ? { size, seed } : null
  return ok({
    kind: 'run',
    host: textOf('host', '127.0.0.1'),
    port,
    requestsPerMinute,
    sample,
    ...(people && { people: people.value }),
    ...database.value,
  })
}

function databaseOf(
  { data, database }: Partial<Record<string, string | boolean>>,
  password: string | undefined,
): Result<DatabaseChoice, string> {
  if (database === undefined) {
    return typeof data === 'string' && data !== ''
      ? ok({ folder: data })
      : refused('--data needs a folder, or --database a URL.')
  }
  if (data !== undefined) return refused('--data and --database are two databases; give one of them.')
  if (typeof database !== 'string' || !/^postgres(ql)?:\/\/\S/.test(database)) {
    return refused('--database needs a URL that begins with postgres://.')
  }
  return ok({ database: { url: database, ...(password !== undefined && password !== '' && { password }) } })
}
