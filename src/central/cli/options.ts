// The command line of a stand-alone central.
import { parseArgs } from 'node:util'
import { parseCentralAddress } from '../../shared/enrolment/link'
import { ok, type Result, refused } from '../../shared/result'
import type { PersonAt } from '../domain/people/people'
import type { Tls } from '../http/server'
import { defaultStored } from '../sample/house'
import type { DatabaseChoice } from '../start/database'
import type { Task } from './administration'
import { peopleFile } from './people-file'
import { certificateKey, tlsOf } from './tls-files'

interface RunOptions {
  readonly kind: 'run'
  readonly host: string
  readonly port: number
  readonly requestsPerMinute: number
  readonly sample: { readonly size: number; readonly seed: number } | null
  readonly people?: readonly PersonAt[]
  readonly tls?: Tls
  readonly publicUrl?: string
}
interface TaskOptions {
  readonly kind: 'administer'
  readonly task: Task
}
export type CommandLine = (RunOptions | TaskOptions) & DatabaseChoice

/** Not a switch: everybody on a machine can read those in the list of processes. */
export const passwordVariable = 'CRYOBENCH_DATABASE_PASSWORD'

export const help = `Central: the service that benches, integrations and storage devices talk to.

  --data DIR                 folder of a database of its own (SQLite); made if it is not there
  --database URL             instead of --data: postgres://user@host:5432/name, PostgreSQL 15 or later, in UTF-8. The password
                             comes from ${passwordVariable}. Any number of centrals may share it
  --port N                   port to listen on; 0 takes any free one (default 7411)
  --host ADDRESS             address to listen on (default 127.0.0.1)
  --tls-cert FILE            certificate with its chain (PEM); central then serves https. Without it central serves http, and whoever is
                             on the way reads along: put it behind a proxy with TLS, or keep it on this computer
  --tls-key FILE             private key of the certificate (PEM)
  --public-url URL           how benches reach central, if not at the address it listens on; enrolment links name it
  --sample                   fill an empty database with sample data
  --sample-size N            stored containers in the sample's first facility (default ${defaultStored})
  --seed N                   seed of the sample (default 1)
  --people FILE              who works where: [{"facilityId": 1, "id": "…", "name": "…", "role": "staff" or "supervisor"}].
                             Read at the start; who is not in it stays as they are
  --requests-per-minute N    budget of a client and of a bench (default 60)
  --help                     this text

Instead of serving, also while centrals serve on the same database (a line of JSON each):
  --benches                  list the benches
  --new-code FACILITY        a one-time code, valid for a day, to enrol a bench of this facility (its number); with --public-url also as
                             a link, which names the key of the certificate (--tls-cert) that the bench has to meet there
  --revoke-bench ID          end a bench that was lost or stolen: its token opens nothing any more

When it is ready it prints one line of JSON on standard output: url, organizations with their facilities and
clients, a one-time code to enrol a bench, also as a link, the token of a device, the fingerprint of its key. Logs go to standard error. SIGTERM ends it.
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
      'tls-cert': text,
      'tls-key': text,
      'public-url': text,
      'new-code': text,
      'revoke-bench': text,
    }
    const flag = { type: 'boolean' } as const
    const flags = { sample: flag, benches: flag, help: { ...flag, short: 'h' } } as const
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
  const publicUrl = publicUrlOf(values)
  if (!publicUrl.ok) return publicUrl
  const task = taskOf(values, publicUrl.value)
  if (!task.ok) return task
  if (task.value !== null) return ok({ kind: 'administer', task: task.value, ...database.value })
  const people = values.people === undefined ? null : peopleFile(String(values.people))
  if (people !== null && !people.ok) return people
  const tls = tlsOf(values)
  if (!tls.ok) return tls
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
    ...(tls.value && { tls: tls.value }),
    ...(publicUrl.value !== null && { publicUrl: publicUrl.value }),
    ...database.value,
  })
}

function publicUrlOf({ 'public-url': url }: Partial<Record<string, string | boolean>>): Result<string | null, string> {
  if (url === undefined) return ok(null)
  const address = parseCentralAddress(String(url))
  return address === null ? refused('--public-url needs a URL that begins with https:// or http://.') : ok(address)
}

function taskOf(
  values: Partial<Record<string, string | boolean>>,
  publicUrl: string | null,
): Result<Task | null, string> {
  const { benches, 'new-code': facility, 'revoke-bench': bench } = values
  if ([benches, facility, bench].filter((each) => each !== undefined).length > 1) {
    return refused('--benches, --new-code and --revoke-bench are three things; ask for one at a time.')
  }
  if (benches === true) return ok({ kind: 'listBenches' })
  if (bench !== undefined) {
    return bench === ''
      ? refused('--revoke-bench needs the id of a bench.')
      : ok({ kind: 'revokeBench', benchId: String(bench) })
  }
  if (facility === undefined) return ok(null)
  const facilityId = wholeNumber(String(facility), 1, 2_147_483_647)
  return facilityId === undefined
    ? refused("--new-code needs a facility's number.")
    : newCodeTask(facilityId, publicUrl, values['tls-cert'])
}

function newCodeTask(
  facilityId: number,
  publicUrl: string | null,
  certificate: string | boolean | undefined,
): Result<Task, string> {
  if (publicUrl === null) return ok({ kind: 'newCode', facilityId, address: null })
  if (certificate === undefined)
    return ok({ kind: 'newCode', facilityId, address: { central: publicUrl, fingerprint: null } })
  const fingerprint = certificateKey(String(certificate))
  return fingerprint.ok
    ? ok({ kind: 'newCode', facilityId, address: { central: publicUrl, fingerprint: fingerprint.value } })
    : fingerprint
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
