// What central gave a bench: who it is from now on, and what it speaks with.
import type { z } from 'zod'
import type { organizationEntity } from '../../../../shared/api/entities'
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import { benchId } from '../../../../shared/model/ids'
import type { Identity } from '../../store/contract'
import type { Credentials } from './credentials'

export interface Enrolled {
  readonly identity: Identity
  readonly credentials: Credentials
}

interface Given {
  readonly benchId: string
  readonly organization: z.infer<typeof organizationEntity>
  readonly url: string
  /** Of the key that central must show; null where its certificate's authority is asked, and without TLS. */
  readonly fingerprint: Fingerprint | null
  readonly token: string
  readonly privateKeyPem: string
}

export function enrolledAs({ organization, url, fingerprint, token, privateKeyPem, ...given }: Given): Enrolled {
  const id = benchId(given.benchId)
  return {
    identity: {
      benchId: id,
      centralUrl: url,
      organizationName: organization.name,
      facilityId: organization.facility.id,
      facilityName: organization.facility.name,
      ...(fingerprint && { fingerprint }),
    },
    credentials: { benchId: id, token, privateKeyPem },
  }
}
