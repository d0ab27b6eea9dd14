// Where the database is. What people read of it never holds the password.
import type { ClientConfig } from 'pg'

export interface DatabaseAddress {
  /** `postgres://user@host:port/name`, with parameters as libpq knows them. */
  readonly url: string
  /** Stands before one in the URL, which everybody on the machine can read in the list of processes. */
  readonly password?: string
}

/** What every connection of central has. A server that stands still is found out by the two time-outs. */
const common = {
  application_name: 'cryobench-central',
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
} as const satisfies ClientConfig

interface Parts {
  readonly scheme: string
  readonly user: string
  /** With its colon. */
  readonly password: string
  readonly place: string
  readonly parameters: string
}

/** A password ends at the last `@`, so that none of it is ever taken for the host, however it is written. */
function partsOf(url: string): Parts {
  const [, before = '', parameters = ''] = /^([^?]*)(.*)$/s.exec(url) ?? []
  const [, scheme = '', user = '', password = '', place = ''] =
    /^(\w+:\/\/)(?:([^:@/]*)(:.*)?@)?([^@]*)$/s.exec(before) ?? []
  return { scheme, user, password, place, parameters }
}

export function configOf({ url, password }: DatabaseAddress): ClientConfig {
  if (password === undefined) return { ...common, connectionString: url }
  const { scheme, user, place, parameters } = partsOf(url)
  // SECURITY: pg takes a password from the URL before any other, so that this one has to go into it.
  return { ...common, connectionString: `${scheme}${user}:${encodeURIComponent(password)}@${place}${parameters}` }
}

/** The URL for people: without password and parameters. */
export function nameOf({ url }: DatabaseAddress): string {
  const { scheme, user, place } = partsOf(url)
  return `${scheme}${user === '' ? '' : `${user}@`}${place}`
}

export const hasPassword = (url: string): boolean =>
  partsOf(url).password.length > 1 || /[?&]password=/.test(partsOf(url).parameters)
