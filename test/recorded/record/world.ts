// A day at a bench, in which every kind of act is accepted, refused and left unsent, and every state that the bench's tables know comes up.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { EngineOptions } from '../../../src/main/engine/engine'
import type { CaneRef } from '../../../src/shared/model/place'
import { type Laboratory, laboratory } from '../../integration/conflicts/support'
import { freshTag } from '../../support/bench-client'
import { startCentral } from '../../support/central'

const supervisor = 'person-1-2'
const secondSupervisor = 'person-1-3'
const staff = 'person-1-1'

const at = ({ storageId, canister, cane }: CaneRef, position: number) => ({ storageId, canister, cane, position })

export interface WorldPlaces {
  readonly centralFolder: string
  readonly dataDir: string
  readonly secrets: EngineOptions['secrets']
}

/** Central says that it has had an intent with this id before, with another body: as long as there is one of this procedure in a batch. */
function sometimesReused() {
  const spoilt = { procedureId: 0 }
  const sent = (
    body: unknown,
  ): readonly { readonly intentId: string; readonly body: { readonly procedureId?: number } }[] =>
    typeof body === 'string' ? JSON.parse(body).intents : []
  const fetchOrRefuse: EngineOptions['fetch'] = async (url, init) => {
    const culprit = url.endsWith('/intents')
      ? sent(init.body).find(({ body }) => body.procedureId === spoilt.procedureId)
      : undefined
    if (culprit === undefined) return fetch(url, init)
    const error = {
      code: 'INTENT_REUSED',
      message: 'This intent was sent before with another body',
      intentId: culprit.intentId,
    }
    return new Response(JSON.stringify({ error }), { status: 422, headers: { 'content-type': 'application/json' } })
  }
  return { spoilt, fetch: fetchOrRefuse }
}

export interface Lived {
  /** The bench's database as a power cut leaves it: with a procedure open on the reader. */
  readonly database: string
  /** The path of the outbox's export. */
  readonly exported: string
  /** Three of the first facility, one of the second: for the benches of the recorded requests. */
  readonly codes: readonly string[]
}

/** `dataDir`: of the bench, empty yet. */
export async function liveThrough({ centralFolder, dataDir, secrets }: WorldPlaces): Promise<Lived> {
  const network = sometimesReused()
  await smallSample(centralFolder)
  const lab = await laboratory({
    central: { folder: centralFolder },
    bench: { dataDir, secrets, fetch: network.fetch },
  })
  await lab.person(secondSupervisor, 'Dr. Tamsin Reed', 'supervisor')
  await lab.stand(staff)
  await acceptedActs(lab)
  await refusedActs(lab, network.spoilt)
  const exported = await unsentActs(lab)
  const codes: string[] = []
  for (const facility of [1, 1, 1, 2]) codes.push(await lab.central.sample.newEnrolmentCode(facility))
  const database = join(dataDir, 'left-behind.db')
  copyOfRunning(join(dataDir, 'bench.db'), database)
  await lab.close()
  return { database, exported, codes }
}

function copyOfRunning(file: string, to: string) {
  const connection = new BetterSqlite3(file)
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  copyFileSync(file, to)
}

/** A month of levels would be most of every recording. */
async function smallSample(folder: string) {
  await (await startCentral({ folder })).stop()
  const database = new BetterSqlite3(join(folder, 'central.sqlite'))
  database.exec(
    `DELETE FROM levels WHERE (storage_id, at) NOT IN (SELECT storage_id, at FROM levels ORDER BY at DESC LIMIT 140)`,
  )
  database.exec('VACUUM')
  database.close()
}

async function acceptedActs(lab: Laboratory) {
  const cane = { storageId: 1, canister: 'C1', cane: 'NEW-1' }
  await lab.bench.value('places/addCane', cane)
  const store = await lab.store(['VL-1', 'VL-2'])
  await lab.bench.value('tagging/open', { procedureId: store.id })
  await lab.bench.value('tagging/choosePlace', cane)
  await lab.put(freshTag())
  await lab.bench.value('tagging/undo', undefined)
  await lab.put(freshTag())
  await lab.put(freshTag())
  await lab.bench.value('tagging/stop', undefined)
  const [accepted, cancelled] = [await lab.retrieval(), await lab.retrieval()]
  await lab.stand(supervisor)
  await lab.bench.value('retrieval/accept', { procedureId: accepted })
  await lab.bench.value('procedure/cancel', { procedureId: cancelled, reason: 'Asked for twice' })
  await lab.stand(staff)
  await lab.settled()
  const { id, vials } = await lab.store(['VL-3'])
  const [ours, theirs] = [await lab.freeCane(), await lab.freeCane()]
  await lab.offline(true)
  await lab.tag(id, [freshTag()], ours)
  await lab.second.assign(id, vials[0] ?? 0, { tag: freshTag(), place: at(theirs, 1) })
  await lab.offline(false)
  await lab.resolved(await lab.conflict('taggedOtherwise'), 'keepCentral')
  await lab.settled()
}

/** All but one of these wait for somebody at the conflict desk when it ends. */
async function refusedActs(lab: Laboratory, spoilt: { procedureId: number }) {
  const tagUsed = await lab.store(['VL-10', 'VL-11'])
  const elsewhere = await lab.store(['VL-12'])
  const cancelled = await lab.store(['VL-13'])
  const placed = await lab.store(['VL-14'])
  const otherwise = await lab.store(['VL-15', 'VL-16'])
  const inTheWay = await lab.store(['VL-19'])
  const reused = await lab.store(['VL-17', 'VL-18'])
  const [withdrawn, started] = [await lab.retrieval(), await lab.retrieval()]
  const canes = [await lab.freeCane(), await lab.freeCane(), await lab.freeCane(), await lab.freeCane()] as const
  await lab.second.send({ kind: 'procedure.accept', procedureId: started }, lab.bySupervisor())
  await lab.mirrored(started, ({ status }) => status === 'CREATED')
  await lab.finishOpenWork()
  const tags = Array.from({ length: 8 }, freshTag)
  const tag = (n: number) => tags[n] ?? ''

  await lab.offline(true)
  await lab.tag(tagUsed.id, [tag(0), tag(1)], canes[0])
  await lab.tag(cancelled.id, [tag(2)], canes[0])
  await lab.tag(placed.id, [tag(3)], canes[1])
  await lab.tag(otherwise.id, [tag(4), tag(5)], canes[2])
  await lab.tag(reused.id, [tag(6), tag(7)], canes[3])
  await lab.stand(supervisor)
  await lab.bench.value('retrieval/accept', { procedureId: withdrawn })
  await lab.stand(secondSupervisor)
  await lab.bench.value('procedure/cancel', { procedureId: started, reason: 'Wrong vial' })
  await lab.bench.value('places/addCane', { storageId: 3, canister: 'C6', cane: 'ONE-TOO-MANY' })

  const theirs = { cane: 'THEIRS', storageId: 3, canister: 'C5' }
  await lab.second.send({ kind: 'cane.add', ...theirs })
  await lab.second.assign(elsewhere.id, elsewhere.vials[0] ?? 0, { tag: tag(0), place: { ...theirs, position: 1 } })
  await lab.second.send(
    { kind: 'procedure.cancel', procedureId: cancelled.id, reason: 'Not needed' },
    lab.bySupervisor(),
  )
  await lab.second.assign(inTheWay.id, inTheWay.vials[0] ?? 0, { tag: freshTag(), place: at(canes[1], 1) })
  await lab.second.assign(otherwise.id, otherwise.vials[0] ?? 0, { tag: freshTag(), place: { ...theirs, position: 2 } })
  await lab.person(supervisor, 'Dr. Ines Okafor', 'staff')
  await lab.device.post(`/procedures/${started}/start`)
  for (let cane = 1; cane <= 4; cane++) {
    await lab.second.send({ kind: 'cane.add', storageId: 3, canister: 'C6', cane: `FULL-${cane}` })
  }
  spoilt.procedureId = reused.id
  await lab.offline(false)
  await lab.settled()
  spoilt.procedureId = 0
  await lab.person(supervisor, 'Dr. Ines Okafor', 'supervisor')
  const kinds = [
    'cancelledCentrally',
    'tagUsedElsewhere',
    'taggedOtherwise',
    'rightWithdrawn',
    'deviceExecuting',
    'placeTaken',
  ] as const
  for (const kind of kinds) await lab.conflict(kind)
}

/** Offline again, with one of each kind; meanwhile central cancels one of the procedures. */
async function unsentActs(lab: Laboratory): Promise<string> {
  const whole = await lab.store(['VL-20', 'VL-21'])
  const doomed = await lab.store(['VL-22'])
  const half = await lab.store(['VL-23', 'VL-24'])
  const [accepted, cancelled] = [await lab.retrieval(), await lab.retrieval()]
  const conflict = await lab.conflict('taggedOtherwise')
  const cane = await lab.freeCane()
  await lab.offline(true)
  await lab.second.send({ kind: 'procedure.cancel', procedureId: doomed.id, reason: 'Not needed' }, lab.bySupervisor())

  await lab.stand(supervisor)
  const resolved = await lab.resolve(conflict, 'useOurTag', 'Ours is on it')
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problem))
  await lab.bench.value('retrieval/accept', { procedureId: accepted })
  await lab.bench.value('procedure/cancel', { procedureId: cancelled, reason: 'Patient has moved' })
  await lab.stand(staff)
  await lab.bench.value('bench/saveSettings', { language: 'de', scheme: 'dark', volume: 0.25, muted: true })
  await lab.tag(whole.id, [freshTag(), freshTag()], cane)
  await lab.tag(doomed.id, [freshTag()], cane)
  const added = { storageId: 1, canister: 'C2', cane: 'NEW-2' }
  await lab.bench.value('places/addCane', added)
  await lab.bench.value('tagging/open', { procedureId: half.id })
  await lab.bench.value('tagging/choosePlace', added)
  await lab.put(freshTag())
  await lab.bench.value('tagging/undo', undefined)
  await lab.put(freshTag())
  return (await lab.bench.value('sync/exportOutbox', undefined)).file
}
