// An integration of the first organization of a central's sample, as its command line told of it.
import { procedureReply } from '../../src/shared/api/external'
import { clientOf, fetchToken } from './central'
import type { CentralProcess } from './central-process'

type Organization = Pick<Awaited<CentralProcess['ready']>['organizations'][number], 'facilities' | 'clients'>

interface Told {
  readonly url: string
  readonly organizations: readonly Readonly<{ [Part in keyof Organization]: Readonly<Organization[Part]> }>[]
}

/** Asks for STORE procedures of its one subject; answers each one's id and its vials'. */
export async function integrationAt({ url, organizations: [organization] }: Told, subjectCode: string) {
  const [client] = organization?.clients ?? []
  const facilityId = organization?.facilities[0]?.id ?? 0
  const at = clientOf(url, await fetchToken(url, client?.clientId ?? '', client?.clientSecret ?? ''))
  await at.post('/subjects', {
    facilityId,
    code: subjectCode,
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  })
  return {
    async requestStore(vials: number) {
      const sampleContainers = Array.from({ length: vials }, (_, index) => ({ name: `V-${index}` }))
      const made = await at.post('/procedures', { type: 'STORE', facilityId, subjectCode, sampleContainers })
      const { id, sampleContainers: kept } = made.as(procedureReply)
      return { id, vials: (kept ?? []).map((vial) => vial.id) }
    },
  }
}
