// Every operation of the B2B API, `/api/v1/external`, as its published documentation has it: routes and description both come from here.
// How to add one: 1. its shapes in src/shared/api/external.ts; 2. what it answers, by name, in ./operation.ts; 3. a row below; 4. a test in
// test/contract/external, which checks the answers against the description too.
import type { z } from 'zod'
import {
  containerQuery,
  pagingQuery,
  procedureQuery,
  procedureRequest,
  storageQuery,
  subjectRequest,
} from '../../../shared/api/external'
import { procedureStatuses, procedureTypes } from '../../../shared/model/procedure'
import { requestProcedure } from '../../domain/procedures/requests'
import { findSubjectNamed } from '../../domain/subjects/find-subject'
import { registerSubject } from '../../domain/subjects/register-subject'
import { findProcedureRow, listProcedures, type ProcedureFilter } from '../../store/external/procedures'
import { findInventory, listStorage } from '../../store/external/storage'
import { findLocation, findSubject, listContainers, listSubjects } from '../../store/external/subjects'
import { findFacility } from '../../store/organizations'
import { HttpRefusal, unknownThing } from '../refusal'
import { type Asking, create, list, type Operation, one } from './operation'
import { windowOf } from './paging'
import { newProcedureReply, procedureReplyOf, refusalOf } from './words'

const isRefill = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'type' in body && body.type === 'REFILL'

/** A facility of the client's organization, or 404: a foreign one looks like none. */
async function facilityOf({ central, client }: Asking, id: number) {
  const facility = await findFacility(central.store.db, client.organization, id)
  if (!facility) throw unknownThing(`Facility ${id}`)
  return facility
}

function oneOf<Name extends string>(names: readonly Name[], text: string | undefined, what: string) {
  if (text === undefined) return undefined
  const name = names.find((each) => each === text)
  if (name === undefined) throw new HttpRefusal('VALIDATION_ERROR', `${what}: must be one of ${names.join(', ')}`)
  return name
}

/** The id of the subject that is asked for; 0, which no row has, for one that there is not. */
async function subjectOf({ central, client }: Asking, code: string | undefined): Promise<number | undefined> {
  if (code === undefined) return undefined
  const subject = await findSubjectNamed(central.store.db, client.organization, code)
  if (subject.ok) return subject.value.id
  if (subject.problem.kind === 'unknownSubject' || code === '') return 0
  throw refusalOf(subject.problem)
}

const filterOf = async (asking: Asking, query: z.output<typeof procedureQuery>): Promise<ProcedureFilter> => ({
  facility: query.facilityId === undefined ? undefined : (await facilityOf(asking, query.facilityId)).id,
  type: oneOf(procedureTypes, query.type, 'type'),
  status: oneOf(procedureStatuses, query.status, 'status'),
  subject: await subjectOf(asking, query.subjectCode),
  updatedSince: query.updatedSince === undefined ? undefined : new Date(query.updatedSince).toISOString(),
})

/** The value under this name, or 404. */
function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw unknownThing(what)
  return value
}

type Methods = Readonly<Partial<Record<'GET' | 'POST', Operation>>>

/** By path and method. */
export const operations: Readonly<Record<string, Methods>> = {
  '/procedures': {
    POST: create({
      summary: 'Requests a STORE or a RETRIEVAL',
      reply: 'Procedure',
      body: procedureRequest,
      refuses: (body) =>
        isRefill(body) ? new HttpRefusal('FORBIDDEN', 'A REFILL is started at the device') : undefined,
      async make(asking, body) {
        const { id, name, organization } = asking.client
        const requester = { organization, by: { kind: 'client', clientId: id, name } } as const
        const made = await requestProcedure(asking.central, requester, body)
        if (!made.ok) throw refusalOf(made.problem)
        return newProcedureReply(made.value, await facilityOf(asking, made.value.facilityId))
      },
    }),
    GET: list({
      summary: 'Procedures, newest first, without their sample containers',
      reply: 'Procedure',
      query: procedureQuery,
      async find({ query, paging, ...asking }) {
        const filter = await filterOf(asking, query)
        const { db } = asking.central.store
        const page = await listProcedures(db, asking.client.organization, filter, windowOf(paging))
        return { ...page, items: page.items.map((row) => procedureReplyOf(row)) }
      },
    }),
  },
  '/procedures/{id}': {
    GET: one({
      summary: 'A procedure with its sample containers',
      reply: 'Procedure',
      async find({ central, client, id }) {
        const { row, containers } = found(
          await findProcedureRow(central.store.db, client.organization, id),
          'Procedure',
        )
        return { reply: procedureReplyOf(row, containers) }
      },
    }),
  },
  '/sample-containers': {
    GET: list({
      summary: 'Sample containers',
      reply: 'SampleContainer',
      query: containerQuery,
      async find({ query, paging, ...asking }) {
        const subject = await subjectOf(asking, query.subjectCode)
        return listContainers(asking.central.store.db, asking.client.organization, subject, windowOf(paging))
      },
    }),
  },
  '/sample-containers/{id}/location': {
    GET: one({
      summary: 'Where a sample container is; nulls while it is not in storage',
      reply: 'Location',
      find: async ({ central, client, id }) => ({
        reply: found(await findLocation(central.store.db, client.organization, id), 'Sample container'),
      }),
    }),
  },
  '/subjects': {
    POST: create({
      summary: 'Registers a subject',
      reply: 'Subject',
      body: subjectRequest,
      async make({ central, client }, body) {
        const made = await registerSubject(central, client.organization, body)
        if (!made.ok) throw refusalOf(made.problem)
        return made.value
      },
    }),
    GET: list({
      summary: 'Subjects',
      reply: 'Subject',
      query: pagingQuery,
      find: ({ central, client, paging }) => listSubjects(central.store.db, client.organization, windowOf(paging)),
    }),
  },
  '/subjects/{id}': {
    GET: one({
      summary: 'A subject',
      reply: 'Subject',
      find: async ({ central, client, id }) => ({
        reply: found(await findSubject(central.store.db, client.organization, id), 'Subject'),
      }),
    }),
  },
  '/storage': {
    GET: list({
      summary: 'Tanks and how full they are',
      reply: 'Storage',
      query: storageQuery,
      async find({ query, paging, ...asking }) {
        const facility = query.facilityId === undefined ? undefined : (await facilityOf(asking, query.facilityId)).id
        return listStorage(asking.central.store.db, asking.client.organization, facility, windowOf(paging))
      },
    }),
  },
  '/storage/{id}/inventory': {
    GET: one({
      summary: 'What a tank holds; whole, unless paged',
      reply: 'Inventory',
      async find({ central, client, id }, paging) {
        const window = paging().enveloped ? windowOf(paging()) : undefined
        return found(await findInventory(central.store.db, client.organization, id, window), 'Storage')
      },
    }),
  },
}
