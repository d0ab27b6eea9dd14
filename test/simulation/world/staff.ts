// What people do at one bench, by the requests of its window and by what they put on its reader. They look before they act, and
// sometimes act otherwise than the screen asks.
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'
import type { Chance } from '../chance'
import { namedProcedure, type Shown } from '../checks/shown'
import type { Tags } from './tags'
import { flicker, quickChange } from './unsteady'
import type { Window } from './window'

/** A tag must have been alone for so long that nothing can withdraw it any more. */
const onReaderMs = 420
const betweenMs = 180

export interface Hand {
  readonly window: Window
  readonly chance: Chance
  readonly tags: Tags
  /** What people see when they act is remembered outside of the program. */
  readonly shown: Shown
}

const shownTagging = async ({ window }: Hand): Promise<TaggingSnapshot | null> => {
  const answer = await window.request('tagging/get', undefined)
  return answer?.ok ? answer.value : null
}

async function present(hand: Hand, tags: readonly string[]) {
  await hand.window.request('simulator/present', { tags: [...tags] })
  await hand.window.wait(onReaderMs)
  await hand.window.request('simulator/remove', undefined)
  await hand.window.wait(betweenMs)
}

/** Opens something that is to be tagged; now and then it is not the first, or another bench's. */
export async function open(hand: Hand): Promise<boolean> {
  const worklist = await hand.window.request('worklist/get', undefined)
  if (!worklist?.ok) return false
  const { toTag } = worklist.value
  const free = toTag.filter((entry) => entry.claimedElsewhere === null)
  const entry = hand.chance.is(0.85) ? (free[0] ?? toTag[0]) : hand.chance.pick(toTag)
  if (entry === undefined) return false
  const opened = await hand.window.request('tagging/open', { procedureId: entry.procedure.id })
  return opened?.ok ?? false
}

/** Tags what is open, or opens something, for as many steps as the hand has. */
export async function tag(hand: Hand, steps: number) {
  for (let step = 0; step < steps; step++) {
    let now = await shownTagging(hand)
    if (now === null || now.step.kind === 'finished') {
      if (!(await open(hand))) return
      now = await shownTagging(hand)
      if (now === null) return
    }
    await takeStep(hand, now)
  }
}

async function takeStep(hand: Hand, now: TaggingSnapshot) {
  const { step } = now
  switch (step.kind) {
    case 'expecting':
      return scan(hand, now)
    case 'needsPlace':
      return choosePlace(hand)
    case 'confirmLast':
      return present(hand, [hand.chance.is(0.8) && step.vial.tag !== null ? step.vial.tag : hand.tags.fresh()])
    case 'refused':
      await hand.window.request('simulator/remove', undefined)
      return hand.window.wait(2_000)
    case 'onlySkipped': {
      const vial = hand.chance.pick(step.vials)
      if (vial !== undefined) await hand.window.request('tagging/goTo', { containerId: vial.containerId })
      return
    }
    case 'finished':
      return
  }
}

function scan(hand: Hand, now: TaggingSnapshot) {
  const { chance, tags } = hand
  const dice = chance.next()
  const lay = (tag: string) => {
    meant(hand, now, tag)
    return present(hand, [tag])
  }
  if (dice < 0.78) return lay(tags.fresh())
  if (dice < 0.81) return flicker(hand, (tag) => meant(hand, now, tag))
  if (dice < 0.84)
    return quickChange(
      hand,
      now,
      (tag) => meant(hand, now, tag),
      () => shownTagging(hand),
    )
  if (dice < 0.86) return present(hand, [tags.fresh(), tags.fresh()])
  if (dice < 0.89) return lay(tags.stored(chance))
  if (dice < 0.92) return lay(tags.anywhere(chance) ?? tags.fresh())
  if (dice < 0.95) return lay(tags.freed(chance) ?? tags.fresh())
  if (dice < 0.97) return garble(hand)
  const used = now.vials.flatMap(({ vial }) => vial.tag ?? [])
  return lay(chance.pick(used) ?? tags.fresh())
}

/** The person lays this tag down for the vial that the screen asks for, at the place that it says. */
function meant({ shown }: Hand, { step, procedure, place, position }: TaggingSnapshot, tag: string) {
  if (step.kind !== 'expecting') return
  const named = { subject: procedure.subject?.code ?? '', vial: step.vial.name }
  shown.tag(tag, named)
  if (place !== null && position !== null) shown.place(named, { ...place, position })
}

async function garble(hand: Hand) {
  await hand.window.request('simulator/garble', undefined)
  await hand.window.wait(betweenMs)
}

export async function choosePlace(hand: Hand) {
  const tanks = await hand.window.request('places/tanks', undefined)
  if (!tanks?.ok) return
  const tank = hand.chance.pick(tanks.value)
  if (tank === undefined) return
  const canes = await hand.window.request('places/canes', { storageId: tank.tank.id })
  if (!canes?.ok) return
  const free = canes.value.filter((cane) => cane.free > 0)
  const cane = hand.chance.is(0.95) ? hand.chance.pick(free) : hand.chance.pick(canes.value)
  if (cane === undefined) return addCane(hand)
  const { storageId, canister, cane: name } = cane
  await hand.window.request('tagging/choosePlace', { storageId, canister, cane: name })
}

export async function addCane(hand: Hand) {
  const tanks = await hand.window.request('places/tanks', undefined)
  if (!tanks?.ok) return
  const tank = hand.chance.pick(tanks.value)?.tank
  const canister = tank && hand.chance.pick(tank.canisters)
  if (tank === undefined || canister === undefined) return
  const cane = `N${hand.chance.whole(1, 4)}`
  await hand.window.request('places/addCane', { storageId: tank.id, canister: canister.name, cane })
}

/** Skips, takes back, goes elsewhere: whatever a hand may do beside the plain way. */
export async function fiddle(hand: Hand) {
  const { chance, window } = hand
  const dice = chance.next()
  if (dice < 0.35) await window.request('tagging/undo', undefined)
  else if (dice < 0.55) await window.request('tagging/skip', undefined)
  else if (dice < 0.7) await window.request('tagging/stop', undefined)
  else if (dice < 0.8) await choosePlace(hand)
  else if (dice < 0.9) {
    await window.request('simulator/plug', { plugged: false })
    await window.wait(chance.whole(100, 3_000))
    await window.request('simulator/plug', { plugged: true })
  } else await window.request('bench/syncNow', undefined)
}

export async function become(hand: Hand, role: 'staff' | 'supervisor') {
  const bench = await hand.window.request('bench/get', undefined)
  if (!bench?.ok) return
  const person = hand.chance.pick(bench.value.people.available.filter((each) => each.role === role))
  if (person !== undefined) await hand.window.request('people/switch', { personId: person.id })
}

/** A supervisor comes by: accepts or withdraws something, and goes. */
export async function decide(hand: Hand, what: 'accept' | 'cancel') {
  const { chance, window } = hand
  if (chance.is(0.9)) await become(hand, 'supervisor')
  const worklist = await window.request('worklist/get', undefined)
  if (worklist?.ok) {
    const { toReview, toTag, queued } = worklist.value
    const entry = chance.pick(what === 'accept' ? toReview : [...toReview, ...toTag, ...queued])
    if (entry !== undefined) {
      const { id: procedureId } = entry.procedure
      hand.shown.does(what, namedProcedure(entry.procedure))
      if (what === 'accept') await window.request('retrieval/accept', { procedureId })
      else await window.request('procedure/cancel', { procedureId, reason: 'Not needed any more' })
    }
  }
  if (chance.is(0.7)) await become(hand, 'staff')
}

/** Looks around, which must change nothing. */
export async function lookAround(hand: Hand) {
  await hand.window.request('devices/get', undefined)
  await hand.window.request('inventory/search', { text: 'VL', offset: 0, limit: 20 })
  await hand.window.request('bench/get', undefined)
}

/** No request leaves the bench until somebody turns it back. */
export async function workOffline({ window, chance }: Hand, ms: number) {
  await window.request('sync/workOffline', { offline: true })
  await window.wait(ms)
  if (chance.is(0.9)) await window.request('sync/workOffline', { offline: false })
}
