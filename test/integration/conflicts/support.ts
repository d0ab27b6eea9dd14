// Two benches at one central: a real engine with a simulated reader, and a second one that is nothing but signed HTTP.
import { z } from 'zod'
import { setPerson } from '../../../src/central/domain/people/set-person'
import type { EngineOptions } from '../../../src/main/engine/engine'
import type { Parsed } from '../../../src/shared/ipc/contract'
import type { ConflictChoice, ConflictKind } from '../../../src/shared/model/conflict-kind'
import { personId, procedureId } from '../../../src/shared/model/ids'
import type { Role } from '../../../src/shared/model/person'
import type { CaneRef } from '../../../src/shared/model/place'
import type { Procedure } from '../../../src/shared/model/procedure'
import type { Conflict, ConflictsSnapshot } from '../../../src/shared/views/conflict'
import { enrolBench, supervisor } from '../../support/bench-client'
import { startCentral, type TestCentralOptions } from '../../support/central'
import { requestRetrieval } from '../../support/central-work'
import { actorAt } from '../../support/signed-chain'
import { deviceOf, finishOpenWork } from '../../support/through-device'
import { keptSecrets, temporaryFolder, testEngine, until } from '../engine/support'

const created = z.object({
  id: z.int().transform(procedureId),
  status: z.string(),
  sampleContainers: z.array(z.object({ id: z.int(), name: z.string() })).default([]),
})
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
/** As long as a hand leaves a vial at least. */
const handMs = 450
export const subjectCode = 'CONFLICT-1'

export interface LaboratoryOptions {
  readonly central?: TestCentralOptions
  readonly bench?: Pick<EngineOptions, 'dataDir' | 'secrets' | 'fetch'>
}

export async function laboratory(options: LaboratoryOptions = {}) {
  const central = await startCentral(options.central)
  const folder = temporaryFolder()
  const bench = testEngine({
    dataDir: folder.path,
    secrets: keptSecrets(),
    ...options.bench,
    central: { url: central.url, code: central.sample.benchEnrolmentCode },
  })
  const client = await central.client()
  await client.post('/subjects', {
    facilityId: 1,
    code: subjectCode,
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  })
  const second = await enrolBench(central)
  await until(async () => (await bench.value('bench/get', undefined)).link.kind === 'online')
  let canes = 0

  const lab = {
    central,
    client,
    bench,
    second,
    device: deviceOf(central),
    async close() {
      await bench.stop()
      await central.stop()
      folder.remove()
    },
    /** A PENDING STORE that the bench knows of. */
    async store(names: readonly string[]) {
      const reply = await client.post('/procedures', {
        type: 'STORE',
        facilityId: 1,
        subjectCode,
        sampleContainers: names.map((name) => ({ name })),
      })
      const { id, sampleContainers } = reply.as(created)
      await until(async () => (await lab.entry(id)) !== null)
      return { id, vials: sampleContainers.map((each) => each.id) }
    },
    /** A PENDING RETRIEVAL of one stored vial that the bench knows of. */
    async retrieval() {
      const id = procedureId(await requestRetrieval(central, client))
      await until(async () => (await lab.entry(id)) !== null)
      return id
    },
    async entry(id: Procedure['id']) {
      const entry = await bench.request('procedure/get', { procedureId: id })
      return entry.ok ? entry.value : null
    },
    status: async (id: number) => (await client.get(`/procedures/${id}`)).as(created).status,
    /** A cane of this facility that nobody uses, known at both. */
    async freeCane(): Promise<CaneRef> {
      canes++
      const cane = { storageId: 2, canister: `C${(canes % 6) + 1}`, cane: `Q${canes}` }
      await second.send({ kind: 'cane.add', ...cane })
      return await until(async () =>
        (await bench.value('places/canes', { storageId: 2 })).find((each) => each.cane === cane.cane),
      )
    },
    async offline(isOffline: boolean) {
      await bench.value('sync/workOffline', { offline: isOffline })
      const wanted = isOffline ? 'offlineOnPurpose' : 'online'
      await until(async () => (await bench.value('bench/get', undefined)).link.kind === wanted)
    },
    /** Everything was sent and answered, and central's feed has been read. */
    async settled() {
      await until(async () => (await bench.value('bench/get', undefined)).outbox.waiting === 0)
    },
    async tagging() {
      const snapshot = await bench.value('tagging/get', undefined)
      if (snapshot === null) throw new Error('nothing is open')
      return snapshot
    },
    /** Puts a vial on the reader, waits for what it brings, and takes it off again like a hand. */
    async put(tag: string) {
      const before = (await lab.tagging()).resultNumber
      await bench.value('simulator/present', { tags: [tag] })
      const after = await until(async () => {
        const now = await lab.tagging()
        return now.resultNumber > before && now
      })
      await pause(handMs)
      await bench.value('simulator/remove', undefined)
      return after
    },
    /** Tags the next vials of the procedure at this bench, and stops. */
    async tag(id: Procedure['id'], tags: readonly string[], cane?: CaneRef) {
      await bench.value('tagging/open', { procedureId: id })
      const { storageId, canister, cane: name } = cane ?? (await lab.freeCane())
      await bench.value('tagging/choosePlace', { storageId, canister, cane: name })
      for (const tag of tags) await lab.put(tag)
      await bench.value('tagging/stop', undefined)
    },
    /** Whoever stands at the bench from now on. */
    stand: (who: string) => bench.value('people/switch', { personId: personId(who) }),
    /** What central knows of a person, from now on; the bench hears of it when it can. */
    async person(id: string, name: string, role: Role) {
      const set = await setPerson(central.sample.central, { facilityId: 1, id: personId(id), name, role })
      if (!set.ok) throw new Error(JSON.stringify(set.problem))
    },
    /** The bench's own mirror knows the procedure like this. */
    mirrored: (id: Procedure['id'], like: (procedure: Procedure) => boolean) =>
      until(async () => {
        const entry = await lab.entry(id)
        return entry !== null && like(entry.procedure)
      }),
    /** The second bench's supervisor. */
    bySupervisor: () => actorAt(second.benchId, supervisor),
    conflicts: (): Promise<ConflictsSnapshot> => bench.value('conflicts/get', undefined),
    async conflict(kind: ConflictKind): Promise<Conflict> {
      return until(async () => (await lab.conflicts()).open.find((each) => each.kind === kind))
    },
    resolve: (conflict: Pick<Conflict, 'id'>, choice: ConflictChoice, reason: string | null = null) =>
      bench.request('conflicts/resolve', {
        conflictId: conflict.id,
        choice,
        reason,
      } satisfies Parsed<'conflicts/resolve'>),
    async resolved(conflict: Pick<Conflict, 'id'>, choice: ConflictChoice, reason: string | null = null) {
      const answer = await lab.resolve(conflict, choice, reason)
      if (!answer.ok) throw new Error(`${choice}: ${JSON.stringify(answer.problem)}`)
      return until(async () =>
        (await lab.conflicts()).resolved.find(({ id, saving }) => id === conflict.id && saving !== 'saved'),
      )
    },
    finishOpenWork: () => finishOpenWork(central),
  }
  return lab
}

export type Laboratory = Awaited<ReturnType<typeof laboratory>>
export const choicesOf = ({ choices }: Conflict) => choices.map(({ choice }) => choice)
