// A bench with a real database, whose reader is moved by hand, and vials that are to be verified.
import { type AttentionDesk, attentionDesk } from '../../../../../../src/main/engine/features/attention/attention-desk'
import { actorAt, chosenPeople } from '../../../../../../src/main/engine/people/people'
import { benchProcedures } from '../../../../../../src/main/engine/procedures/procedures'
import { benchPlaces } from '../../../../../../src/main/engine/storage/places'
import type { BenchStore } from '../../../../../../src/main/engine/store/contract/store'
import type { Change } from '../../../../../../src/shared/api/entities'
import type { SampleContainer, Verification } from '../../../../../../src/shared/model/container'
import { containerId, personId, procedureId } from '../../../../../../src/shared/model/ids'
import { aContainer } from '../../../../../support/builders/numbered'
import { cane1, noon, place, thisBench } from '../../../../../support/builders/store-1234'
import { tempFile } from '../../store/support'
import { fill, type Rig, rigOn, storeAt, usualChanges } from '../tagging/support'

export const doubt = (change: Partial<Verification> = {}): Verification => ({
  since: noon,
  why: 'restored',
  place: null,
  ...change,
})
export const toVerify = (n: number, change: Partial<SampleContainer> = {}): Change => ({
  entity: 'container',
  body: aContainer(n, { place: null, storedAt: null, verify: doubt(), ...change }),
})
export const certain = (n: number, change: Partial<SampleContainer> = {}): Change => ({
  entity: 'container',
  body: aContainer(n, change),
})

type LossBody = Extract<Change, { entity: 'loss' }>['body']
type LostThing = LossBody['thing']

export const lossOf = (id: string, thing: LostThing): LossBody => ({
  id,
  restorationId: 'r1',
  thing,
  rememberedBy: 'Bench 2',
  toldAt: noon,
  closed: null,
})
export const lostProcedure: LostThing = {
  kind: 'procedure',
  procedureId: procedureId(54),
  type: 'STORE',
  subjectCode: 'SUBJ-9',
  createdAt: noon,
  vials: [],
  vialCount: 0,
  remembered: 'COMPLETED',
  atCentral: null,
}
export const lostVial = (n: number | null): LostThing => ({
  kind: 'vial',
  containerId: n === null ? null : containerId(n),
  name: `V-${n}`,
  subjectCode: 'S-1',
  tag: null,
  procedureId: procedureId(54),
  remembered: { kind: 'stored', place: place(3) },
  rememberedAt: noon,
  atCentral: null,
})
export const lossChange = (id: string, thing: LostThing): Change => ({ entity: 'loss', body: lossOf(id, thing) })

export const supervisor = { id: personId('p-super'), name: 'A. Haas', role: 'supervisor' } as const

export interface AttentionRig extends Rig {
  readonly desk: AttentionDesk
  readonly cards: readonly unknown[]
  be(person: 'p-staff' | 'p-super'): void
  clock: { wrongMs: number | null }
}

export function attentive(changes: readonly Change[] = []): AttentionRig {
  const store = storeAt(tempFile())
  fill(store, [...usualChanges, { entity: 'person', body: supervisor }, ...changes])
  return attentiveOn(store)
}

export function attentiveOn(store: BenchStore): AttentionRig {
  const people = chosenPeople(store)
  people.switchTo(personId('p-staff'))
  const clock = { wrongMs: null as number | null }
  const cards: unknown[] = []
  const rig = rigOn(store, (shown) => cards.push(desk.onReader(shown)))
  const procedures = benchProcedures({
    store,
    clock: rig.time,
    timers: rig.time,
    bench: () => thisBench,
    clockOffsetMs: () => 0,
  })
  const desk = attentionDesk({
    store,
    people,
    procedures,
    places: benchPlaces(store, procedures.unsent, rig.time),
    whoActs: () => actorAt(people, thisBench),
    wrongClockMs: () => clock.wrongMs,
    clock: rig.time,
    timers: rig.time,
    changed: () => undefined,
  })
  return {
    ...rig,
    desk,
    cards,
    clock,
    be(person) {
      people.switchTo(personId(person))
    },
  }
}

export const at3 = { kind: 'stored', place: { ...cane1, position: 3 } } as const
