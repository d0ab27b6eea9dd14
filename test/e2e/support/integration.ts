// An integration (EMR, LIS) as central knows it: OAuth token, then the B2B API with plain fetch.
import { envelope, type ProcedureReply, procedureReply, tokenReply } from '../../../src/shared/api/external'
import type { CentralReady } from './processes'

const refillPage = envelope(procedureReply.array())

export interface Integration {
  get(path: string): Promise<{ readonly status: number; readonly body: unknown }>
  post(path: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }>
  requestStore(subjectCode: string, names: readonly string[]): Promise<number>
  requestRetrieval(subjectCode: string, containerIds: readonly number[]): Promise<number>
  status(procedureId: number): Promise<string>
  /** The newest hundred. */
  refills(): Promise<readonly ProcedureReply[]>
}

/** Signs in as the first client of the first organization, which owns the facility that sample benches are enrolled at. */
export async function signIn(central: CentralReady): Promise<Integration> {
  const organization = central.organizations[0]
  const client = organization?.clients[0]
  const facility = organization?.facilities[0]
  if (!client || !facility) throw new Error('the sample has no client')
  const reply = await fetch(`${central.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    }),
  })
  const token = tokenReply.parse(await reply.json()).access_token

  async function call(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${central.url}/api/v1/external${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as unknown }
  }
  const idOf = (answer: { status: number; body: unknown }) => {
    if (answer.status !== 201) throw new Error(`refused: ${JSON.stringify(answer)}`)
    return procedureReply.parse(answer.body).id
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    requestStore: async (subjectCode, names) =>
      idOf(
        await call('POST', '/procedures', {
          type: 'STORE',
          facilityId: facility.id,
          subjectCode,
          sampleContainers: names.map((name, index) => ({ name, description: `Vial ${index + 1} - Tissue sample` })),
        }),
      ),
    requestRetrieval: async (subjectCode, sampleContainerIds) =>
      idOf(
        await call('POST', '/procedures', {
          type: 'RETRIEVAL',
          facilityId: facility.id,
          subjectCode,
          sampleContainerIds,
        }),
      ),
    refills: async () => refillPage.parse((await call('GET', '/procedures?type=REFILL&page=1&perPage=100')).body).data,
    status: async (procedureId) => procedureReply.parse((await call('GET', `/procedures/${procedureId}`)).body).status,
  }
}
