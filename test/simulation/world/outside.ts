// What reaches central from elsewhere than benches: integrations, storage devices, and whoever administers it.
import { setPerson } from '../../../src/central/domain/people/set-person'
import { startSimulator } from '../../../src/device-simulator/simulator'
import { personId } from '../../../src/shared/model/ids'
import { chanceOf } from '../chance'
import type { Act } from '../plan/act'
import { type BenchHost, centralUrl } from './bench-host'
import { DeviceOrder } from './device-order'
import { portsOf } from './process-ports'
import { Owner } from './schedule'
import type { FacilityOfHouse } from './template'
import type { World } from './world'

const facilityOf = (world: World, index: 0 | 1): FacilityOfHouse => world.house.facilities[index]

type Ordering = Extract<Act, { kind: 'requestStore' | 'requestRetrieval' }>

/** Integrations go on where they were, and are there before benches: of other subjects, and perhaps with numbers that others have had. */
export function orderAgain(world: World, number: number, orders: number) {
  const chance = chanceOf(world.plan.seed, 'order again', number)
  // One after the other: of orders at once, the threads that check the token would decide which gets which number.
  const all = async () => {
    for (let nth = 0; nth < orders; nth++) {
      const kind = chance.is(0.75) ? 'requestStore' : 'requestRetrieval'
      await order(world, { kind, facility: 0, vials: chance.whole(1, 4) }, nth)
    }
  }
  atCentral(world, all)
}

/** An integration asks for work, by the B2B API as it is. */
export function request(world: World, act: Ordering) {
  atCentral(world, () => order(world, act, 0))
}

function atCentral(world: World, work: () => Promise<unknown>) {
  const { central, schedule } = world
  if (!central.isUp || central.now.disk.isDead) return
  void schedule.during(central.now.owner, work()).catch((error: unknown) => world.found('clinic', error))
}

async function order(world: World, act: Ordering, nth: number): Promise<void> {
  const { central, schedule } = world
  const { central: running, look } = central.now
  const facility = facilityOf(world, act.facility)
  const chance = chanceOf(world.plan.seed, 'request', schedule.nowMs, nth)
  const subjectCode = chance.pick(facility.subjects) ?? ''
  const stored = look.rows<{ id: number }>(
    `SELECT c.id FROM containers c JOIN subjects s ON s.id = c.subject_id
     WHERE c.facility_id = ? AND s.code = ? AND c.stored_at IS NOT NULL AND c.held_by IS NULL ORDER BY c.id`,
    facility.id,
    subjectCode,
  )
  // Some clinics begin anew with each subject.
  const start = chance.is(0.4) ? '' : `${schedule.nowMs}.${nth}`
  const body =
    act.kind === 'requestStore'
      ? {
          type: 'STORE',
          facilityId: facility.id,
          subjectCode,
          sampleContainers: Array.from({ length: act.vials }, (_, index) => ({ name: `V${start}-${index}` })),
        }
      : {
          type: 'RETRIEVAL',
          facilityId: facility.id,
          subjectCode,
          sampleContainerIds: stored.slice(0, act.vials).map(({ id }) => id),
        }
  const post = async () => {
    const url = '/api/v1/external/procedures'
    const authorization = `Bearer ${await world.tokenOfClinic(running)}`
    return running.server.inject({ method: 'POST', url, headers: { authorization }, payload: body })
  }
  const made = await post()
  // Too old, or of a central that is not this one any more: once more with a fresh one.
  if (made.statusCode === 401) world.forgetToken()
  const { statusCode } = made.statusCode === 401 ? await post() : made
  world.trace.say(schedule.nowMs, 'clinic', `${act.kind} ${statusCode}`)
}

/** The storage device is switched on for a while: the device simulator as it is. */
export function runDevice(world: World, number: number, act: Extract<Act, { kind: 'device' }>) {
  const { schedule, plan, trace, network } = world
  const facility = facilityOf(world, act.facility)
  const owner = new Owner(`device ${act.facility + 1}`)
  const ports = portsOf(schedule, owner, { aheadMs: 0 }, plan.seed, owner.name, number)
  const fetch = network.fetchFor(owner, number)
  const order = new DeviceOrder(world.shown)
  startSimulator(
    { url: centralUrl, token: facility.deviceToken, speed: 10, failRate: act.failRate, refills: number % 5 === 0 },
    {
      ...ports,
      fetch: async (url, init) => {
        order.says(url, init.body)
        const response = await fetch(url, {
          method: init.method,
          headers: init.headers,
          signal: init.signal,
          ...(init.body === undefined ? {} : { body: init.body }),
        })
        return order.hears(url, { status: response.status, text: () => response.text() })
      },
      log: (line) => trace.say(schedule.nowMs, owner.name, line),
    },
  )
  schedule.after(act.ms, world.nature, () => {
    owner.die()
  })
}

/** Somebody's right is given or withdrawn at central. */
export function changeRole(world: World, act: Extract<Act, { kind: 'changeRole' }>) {
  const { central, schedule } = world
  if (!central.isUp || central.now.disk.isDead) return
  const facility = facilityOf(world, act.facility)
  const person = facility.people[act.person]
  if (person === undefined) return
  const { owner, central: running, look } = central.now
  const role =
    look.value<string>('SELECT role FROM people WHERE id = ?', person.id) === 'supervisor' ? 'staff' : 'supervisor'
  const changing = setPerson(running.central, {
    id: personId(person.id),
    name: person.name,
    role,
    facilityId: facility.id,
  })
  void schedule.during(owner, changing).catch((error: unknown) => world.found('central', error))
}

/** Central knows the bench no longer; after a while somebody enrols it anew. */
export function revoke(world: World, bench: BenchHost, ms: number) {
  const { central, schedule } = world
  if (!central.isUp || central.now.disk.isDead) return
  const { owner, central: running } = central.now
  const revoking = running.central.store.db
    .updateTable('benches')
    .set({ revoked_at: new Date(schedule.nowMs).toISOString() })
    .where('name', '=', bench.name)
    .execute()
  void schedule.during(owner, revoking).catch((error: unknown) => world.found('central', error))
  schedule.after(ms, world.nature, () => void enrolAgain(world, bench).catch((error) => world.found('central', error)))
}

/** Somebody starts the bench with a fresh one-time code. */
export async function enrolAgain(world: World, bench: BenchHost): Promise<void> {
  if (!world.central.isUp || world.central.now.disk.isDead) return
  bench.code = await world.newCode(bench.facility)
  world.restartBench(bench, 100)
}

/** Somebody types address and code in at the bench. */
export async function enrolByHand(world: World, bench: BenchHost): Promise<void> {
  if (!world.central.isUp || world.central.now.disk.isDead) return
  const code = await world.newCode(bench.facility)
  void bench.now?.window.request('bench/enrol', { url: centralUrl, code })
}
