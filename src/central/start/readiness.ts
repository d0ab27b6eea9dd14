// What central prints when it is ready: who may talk to it, and the secrets of the sample's clients.
import { enrolmentLinkOf } from '../../shared/enrolment/link'
import { issueEnrolmentCode } from '../domain/benches/enrolment'
import type { Central } from '../domain/central'
import type { Credentials } from '../sample/credentials'
import type { EnrolmentAddress } from './enrolment-address'

export interface Readiness {
  readonly url: string
  readonly organizations: readonly {
    readonly name: string
    readonly facilities: readonly { readonly id: number; readonly name: string }[]
    readonly clients: readonly { readonly clientId: string; readonly clientSecret: string | null }[]
  }[]
  /** For a bench of the first facility; null while there is none. */
  readonly benchEnrolmentCode: string | null
  /** The same as a link, with the key of central's certificate; null without a code. */
  readonly enrolmentLink: string | null
  /** SHA-256 of the key that central serves with (SPKI); null without TLS. */
  readonly fingerprint: string | null
  /** Of the first facility's device. */
  readonly deviceToken: string | null
}

/** Issues a new enrolment code with each call. */
export async function readiness(
  central: Central,
  url: string,
  credentials: Credentials | undefined,
  address: EnrolmentAddress,
): Promise<Readiness> {
  const { db } = central.store
  const organizations = await db.selectFrom('organizations').select(['id', 'name']).orderBy('id').execute()
  const facilities = await db.selectFrom('facilities').select(['id', 'name', 'organization_id']).orderBy('id').execute()
  const clients = await db
    .selectFrom('clients')
    .select(['client_id', 'organization_id'])
    .where('revoked_at', 'is', null)
    .orderBy('client_id')
    .execute()
  const device = await db
    .selectFrom('devices')
    .select('id')
    .orderBy('facility_id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const [first] = facilities
  const code = first ? await issueEnrolmentCode(central, first.id) : null
  return {
    url,
    organizations: organizations.map(({ id, name }) => ({
      name,
      facilities: facilities
        .filter((each) => each.organization_id === id)
        .map((each) => ({ id: each.id, name: each.name })),
      clients: clients
        .filter((each) => each.organization_id === id)
        .map(({ client_id }) => ({ clientId: client_id, clientSecret: credentials?.clients[client_id] ?? null })),
    })),
    benchEnrolmentCode: code,
    enrolmentLink: code === null ? null : enrolmentLinkOf({ ...address, code }),
    fingerprint: address.fingerprint,
    deviceToken: (device && credentials?.devices[String(device.id)]) ?? null,
  }
}
