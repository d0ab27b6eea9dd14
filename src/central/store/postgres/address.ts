// Where the database is. What people see of it never contains the password.
import type { ClientConfig } from 'pg'

export interface DatabaseAddress {
  /** `postgres://user@host:port/name`, with parameters as libpq knows them. */
  readonly url: string
  /** Replaces one in the URL, which everybody on the machine can read in the process list. */
  readonly password?: string
}

/** What every connection of central has. Keep-alive and the time-out detect a server that does not respond. */
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

/** A password ends at the last `@`, so that no part of it is ever taken for the host, however it is written. */
function partsOf(url: string): Parts {
  const [, before = '', parameters = ''] = /^([^?]*)(.*)$/s.exec(url) ?? []
  const [, scheme = '', user = '', password = '', place = ''] =
    /^(\w+:\/\/)(?:([^:@/]*)(:.*)?@)?([^@]*)$/s.exec(before) ?? []
  return { scheme, user, password, place, parameters }
}

export function configOf({ url, password }: DatabaseAddress): ClientConfig {
  if (password === undefined) return { ...common, connectionString: url }
  const { scheme, user, place, parameters } = partsOf(url)
  // SECURITY: pg prefers a password in the URL to any other, so this one has to go into it.
  return { ...common, connectionString: `${scheme}${user}:${encodeURIComponent(password)}@${place}${parameters}` }
}

/** The URL for people: without password and parameters. */
export function nameOf({ url }: DatabaseAddress): string {
  const { scheme, user, place } = partsOf(url)
  return `${scheme}${user === '' ? '' : `${user}@`}${place}`
}

export const hasPassword = (url: string): boolean =>
  partsOf(url).password.length > 1 || /[?&]password=/.test(partsOf(url).parameters)
