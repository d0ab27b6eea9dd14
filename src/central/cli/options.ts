// The command line of a stand-alone central.
import { type OptionValues, readOptions, wholeNumber } from '../../platform/options'
import { parseCentralAddress } from '../../shared/enrolment/link'
import type { FacilityRules } from '../../shared/model/facility-rules'
import { parseTagId } from '../../shared/model/tag'
import { tagPurposes } from '../../shared/model/tag-purpose'
import { ok, type Result, refused } from '../../shared/result'
import type { PersonAt } from '../domain/people/set-person'
import type { Tls } from '../http/server'
import { defaultStored } from '../sample/house'
import type { DatabaseChoice } from '../start/database'
import { largestRowId } from '../store/row-id'
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

  --data DIR                 folder for central's own database (SQLite); created if it does not exist
  --database URL             instead of --data: postgres://user@host:5432/name, PostgreSQL 15 or later, encoding UTF8. The
                             password comes from ${passwordVariable}. Any number of centrals can share it
  --port N                   port to listen on; 0 means any free port (default 7411)
  --host ADDRESS             address to listen on (default 127.0.0.1)
  --tls-cert FILE            certificate with its chain (PEM), to serve https. Without it central serves unencrypted http: put it
                             behind a TLS proxy, or use it only on this computer
  --tls-key FILE             private key of the certificate (PEM)
  --public-url URL           address at which benches reach central, if it differs from the one it listens on; used in
                             enrolment links
  --sample                   fill an empty database with sample data
  --sample-size N            stored vials in the sample's first facility (default ${defaultStored})
  --seed N                   seed of the sample data (default 1)
  --people FILE              who works where: [{"facilityId": 1, "id": "…", "name": "…", "role": "staff" or "supervisor"}].
                             Read at start-up; people who are not listed keep their roles
  --requests-per-minute N    rate limit for each client and each bench (default 60)
  --help                     show this help

These commands run and exit, even while centrals are serving the same database, and print JSON, one object a line:
  --benches                  list the benches
  --alike-names              list the names that look like one another, from before central refused such: see docs/operations.md
  --new-code FACILITY        create a one-time code, valid for one day, to enrol a bench of this facility (its number); with
                             --public-url also as a link, which contains the fingerprint of the key of --tls-cert
  --revoke-bench ID          revoke a bench that was lost or stolen: its token stops working
  --two-people FACILITY      a retrieval that a supervisor of this facility (its number) makes at a bench needs another one's approval
                             too. Without it, it is queued at once
  --one-person FACILITY      takes that back
  --tag-purpose TAG          keep a tag (its number in hexadecimal digits) for something else than vials, in the whole organization: no vial
                             can have it, and it may lie on a reader beside one. Needs --purpose
  --purpose PURPOSE          with --tag-purpose: badge, command or place; vial gives the tag back
  --organization N           with --tag-purpose: the organization's number (default 1)

When central is ready it prints one line of JSON on standard output: its URL, the organizations with their facilities and clients,
a one-time code to enrol a bench (also as a link), a device token and the fingerprint of its key. Logs go to standard error.
SIGTERM stops it.
`

/** Fewer could not be in all the states that the sample shows. */
const smallestSample = 50
const largestSample = 5_000_000

const options = {
  data: 'text',
  database: 'text',
  port: 'text',
  host: 'text',
  'sample-size': 'text',
  seed: 'text',
  'requests-per-minute': 'text',
  people: 'text',
  'tls-cert': 'text',
  'tls-key': 'text',
  'public-url': 'text',
  'new-code': 'text',
  'revoke-bench': 'text',
  'two-people': 'text',
  'one-person': 'text',
  'tag-purpose': 'text',
  purpose: 'text',
  organization: 'text',
  sample: 'flag',
  benches: 'flag',
  'alike-names': 'flag',
} as const

type Values = OptionValues<typeof options>

/** What is asked for, or one sentence on what is wrong with it. */
export function commandLine(
  args: readonly string[],
  password?: string,
): Result<CommandLine | { readonly kind: 'help' }, string> {
  const read = readOptions(args, options)
  if (!read.ok) return read
  if (read.value === 'help') return ok({ kind: 'help' })
  const values = read.value
  const port = wholeNumber(values.port ?? '7411', 0, 65_535)
  const size = wholeNumber(values['sample-size'] ?? String(defaultStored), smallestSample, largestSample)
  const seed = wholeNumber(values.seed ?? '1', 0, 4_294_967_295)
  const requestsPerMinute = wholeNumber(values['requests-per-minute'] ?? '60', 1, 1_000_000_000)
  const database = databaseOf(values, password)
  if (!database.ok) return database
  const publicUrl = publicUrlOf(values)
  if (!publicUrl.ok) return publicUrl
  const task = taskOf(values, publicUrl.value)
  if (!task.ok) return task
  if (task.value !== null) return ok({ kind: 'administer', task: task.value, ...database.value })
  const people = values.people === undefined ? null : peopleFile(values.people)
  if (people !== null && !people.ok) return people
  const tls = tlsOf(values)
  if (!tls.ok) return tls
  if (port === undefined) return refused('--port needs a number from 0 to 65535.')
  if (size === undefined) return refused(`--sample-size needs a number from ${smallestSample} to ${largestSample}.`)
  if (seed === undefined) return refused('--seed needs a whole number.')
  if (requestsPerMinute === undefined) return refused('--requests-per-minute needs a whole number of at least 1.')
  const sample = values.sample === true || values['sample-size'] !== undefined ? { size, seed } : null
  return ok({
    kind: 'run',
    host: values.host ?? '127.0.0.1',
    port,
    requestsPerMinute,
    sample,
    ...(people && { people: people.value }),
    ...(tls.value && { tls: tls.value }),
    ...(publicUrl.value !== null && { publicUrl: publicUrl.value }),
    ...database.value,
  })
}

function publicUrlOf({ 'public-url': url }: Values): Result<string | null, string> {
  if (url === undefined) return ok(null)
  const address = parseCentralAddress(url)
  return address === null ? refused('--public-url needs a URL that starts with https:// or http://.') : ok(address)
}

/** A facility's or an organization's: the range of an id column. */
const rowNumber = (text: string): number | undefined => wholeNumber(text, 1, largestRowId)

function taskOf(values: Values, publicUrl: string | null): Result<Task | null, string> {
  const { benches, 'alike-names': alikeNames, 'new-code': facility, 'revoke-bench': bench, 'tag-purpose': tag } = values
  const { 'two-people': twoPeople, 'one-person': onePerson } = values
  const asked = [benches, alikeNames, facility, bench, twoPeople, onePerson, tag]
  if (asked.filter((each) => each !== undefined).length > 1) {
    return refused(
      "--benches, --alike-names, --new-code, --revoke-bench, --two-people, --one-person and --tag-purpose can't be combined; use one at a time.",
    )
  }
  if (tag !== undefined) return tagPurposeTask(tag, values)
  if (values.purpose !== undefined || values.organization !== undefined) {
    return refused('--purpose and --organization belong to --tag-purpose.')
  }
  if (benches === true) return ok({ kind: 'listBenches' })
  if (alikeNames === true) return ok({ kind: 'listAlikeNames' })
  if (bench !== undefined) {
    return bench === '' ? refused('--revoke-bench needs a bench ID.') : ok({ kind: 'revokeBench', benchId: bench })
  }
  const ruled = twoPeople ?? onePerson
  if (ruled !== undefined) return rulesTask(ruled, { twoPeople: twoPeople !== undefined })
  if (facility === undefined) return ok(null)
  const facilityId = rowNumber(facility)
  return facilityId === undefined
    ? refused("--new-code needs a facility's number.")
    : newCodeTask(facilityId, publicUrl, values['tls-cert'])
}

function rulesTask(text: string, rules: FacilityRules): Result<Task, string> {
  const facilityId = rowNumber(text)
  const name = rules.twoPeople ? '--two-people' : '--one-person'
  return facilityId === undefined
    ? refused(`${name} needs a facility's number.`)
    : ok({ kind: 'setFacilityRules', facilityId, rules })
}

function tagPurposeTask(text: string, values: Values): Result<Task, string> {
  const tag = parseTagId(text)
  if (tag === undefined)
    return refused(`--tag-purpose needs a tag's number in hexadecimal digits; ${JSON.stringify(text)} is none.`)
  const purpose = tagPurposes.find((each) => each === values.purpose)
  if (purpose === undefined) return refused(`--purpose needs one of ${tagPurposes.join(', ')}.`)
  const organizationId = rowNumber(values.organization ?? '1')
  if (organizationId === undefined) return refused("--organization needs an organization's number.")
  return ok({ kind: 'setTagPurpose', organizationId, tag: { tag, purpose } })
}

function newCodeTask(
  facilityId: number,
  publicUrl: string | null,
  certificate: string | undefined,
): Result<Task, string> {
  if (publicUrl === null) return ok({ kind: 'newCode', facilityId, address: null })
  if (certificate === undefined)
    return ok({ kind: 'newCode', facilityId, address: { central: publicUrl, fingerprint: null } })
  const fingerprint = certificateKey(certificate)
  return fingerprint.ok
    ? ok({ kind: 'newCode', facilityId, address: { central: publicUrl, fingerprint: fingerprint.value } })
    : fingerprint
}

function databaseOf({ data, database }: Values, password: string | undefined): Result<DatabaseChoice, string> {
  if (database === undefined) {
    return data !== undefined && data !== ''
      ? ok({ folder: data })
      : refused('Either --data with a folder or --database with a URL is required.')
  }
  if (data !== undefined) return refused("--data and --database can't be combined; use one of them.")
  if (!/^postgres(ql)?:\/\/\S/.test(database)) {
    return refused('--database needs a URL that starts with postgres://.')
  }
  return ok({ database: { url: database, ...(password !== undefined && password !== '' && { password }) } })
}
