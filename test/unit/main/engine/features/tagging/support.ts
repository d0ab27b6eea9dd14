// A bench with a real database and nothing else real: readers and time are moved by hand, and a restart opens the same file.

import { journaledReads } from '../../../../../../src/main/engine/features/tagging/reads'
import { TaggingBench } from '../../../../../../src/main/engine/features/tagging/tagging-bench'
import { actorAt, chosenPeople } from '../../../../../../src/main/engine/people/people'
import { type ClaimAnswer, leaseOn } from '../../../../../../src/main/engine/procedures/claim-lease'
import { benchProcedures } from '../../../../../../src/main/engine/procedures/procedures'
import type { FieldEvent } from '../../../../../../src/main/engine/readers/field-state'
import { benchPlaces } from '../../../../../../src/main/engine/storage/places'
import type { RawRead } from '../../../../../../src/main/engine/store/contract/records'
import type { BenchStore } from '../../../../../../src/main/engine/store/contract/store'
import { systemIds } from '../../../../../../src/platform/system-ports'
import type { Change } from '../../../../../../src/shared/api/entities'
import { facilityId, type ProcedureId } from '../../../../../../src/shared/model/ids'
import type { Person } from '../../../../../../src/shared/model/person'
import type { ReaderId, ReaderSnapshot, TagId } from '../../../../../../src/shared/model/reader'
import type { OnReader } from '../../../../../../src/shared/views/inventory'
import type { TaggingSnapshot } from '../../../../../../src/shared/views/tagging'
import { cane1, leftReader, reader, staff, store1234, thisBench } from '../../../../../support/builders/store-1234'
import { diskFull } from '../../../../../support/disk-full'
import { FakeTime } from '../../readers/support/fake-time'
import { opened, stillClock, tempFile } from '../../store/support'

const worker: Person = { id: staff.personId, name: staff.name, role: 'staff' }

/** Central as the bench knows it: tank A with cane CN1 of six, the given procedures, one known person. */
export const usualChanges: readonly Change[] = [
  {
    entity: 'tank',
    body: {
      id: cane1.storageId,
      name: 'Tank A',
      capacity: 100,
      canisters: [{ name: 'C1', caneLimit: 2 }],
      deviceName: null,
      level: null,
      version: 1,
    },
  },
  { entity: 'cane', body: { ...cane1, capacity: 6 } },
  { entity: 'person', body: worker },
  { entity: 'procedure', body: store1234() },
]

export function fill(store: BenchStore, changes: readonly Change[] = usualChanges): void {
  store.profile.saveIdentity({
    benchId: thisBench,
    centralUrl: 'http://central',
    organizationName: 'Clinic',
    facilityId: facilityId(1),
    facilityName: 'North',
  })
  const snapshot = store.mirror.beginSnapshot()
  snapshot.add(changes)
  snapshot.finish({ epoch: 'e', n: 1 })
}

export interface Rig {
  readonly store: BenchStore
  readonly bench: TaggingBench
  readonly time: FakeTime
  readonly shown: (TaggingSnapshot | null)[]
  /** What was shown of a reader where nobody was tagging; null when it had left. */
  readonly found: (OnReader | null)[]
  /** Readers that have seen nothing for as long as a hand leaves between two vials. */
  readonly lifted: Set<ReaderId>
  readonly cues: string[]
  readonly reported: unknown[]
  readonly claims: { answer: ClaimAnswer; readonly taken: ProcedureId[]; readonly released: ProcedureId[] }
  /** What the large panel shows now. */
  step(): string
  arrive(tag: TagId, at?: ReaderId): void
  leave(tag: TagId, at?: ReaderId): void
  happen(event: FieldEvent, at?: ReaderId): void
  readers(list: readonly ReaderSnapshot[]): void
  /** From here on the disk refuses to begin a transaction, or takes it again. */
  breakDisk(isBroken: boolean): void
}

/** `alsoTold`: hears what is shown of a reader too. */
export function rigOn(store: BenchStore, alsoTold: (shown: OnReader | null) => void = () => undefined): Rig {
  const time = new FakeTime()
  let isBroken = false
  const transact = <Value>(work: () => Value): Value => {
    if (isBroken) throw diskFull()
    return store.transact(work)
  }
  const journal = {
    ...store.journal,
    append: (read: RawRead) => {
      if (isBroken) throw diskFull()
      return store.journal.append(read)
    },
  }
  const fragile = { ...store, transact, journal }
  let list: readonly ReaderSnapshot[] = [reader()]
  const people = chosenPeople(fragile)
  const whoActs = () => actorAt(people, thisBench)
  const procedures = benchProcedures({
    store: fragile,
    clock: time,
    timers: time,
    bench: () => thisBench,
    clockOffsetMs: () => 0,
  })
  const claims: Rig['claims'] = { answer: { kind: 'held' }, taken: [], released: [] }
  const shown: Rig['shown'] = []
  const found: Rig['found'] = []
  const lifted: Rig['lifted'] = new Set()
  const cues: string[] = []
  const reported: unknown[] = []
  const bench = new TaggingBench({
    store: fragile,
    procedures,
    places: benchPlaces(fragile, procedures.unsent, time),
    clock: time,
    timers: time,
    reads: journaledReads(fragile),
    lease: leaseOn(
      {
        claim: async (id) => {
          claims.taken.push(id)
          return claims.answer
        },
        releaseClaim: (id) => claims.released.push(id),
      },
      time,
    ),
    whoActs,
    actor: () => null,
    readers: () => list,
    signal: (_reader, cue) => cues.push(cue),
    show: (snapshot) => shown.push(snapshot),
    isLifted: (at) => lifted.has(at),
    onReader(onReader) {
      found.push(onReader)
      alsoTold(onReader)
    },
    report: (error) => reported.push(error),
  })
  store.onCommit(() => bench.forget())
  const read = (at: ReaderId, tags: readonly TagId[], malformed: RawRead['malformed']): RawRead => ({
    readerId: at,
    model: 'sw-uhf',
    serial: null,
    simulated: false,
    reportHex: '00',
    tags,
    malformed,
    wallMs: time.wallMs(),
    monotonicMs: time.monotonicMs(),
  })
  const happen = (event: FieldEvent, at: ReaderId = leftReader) => {
    const isRead = event.kind === 'arrived' || event.kind === 'several' || event.kind === 'malformed'
    const malformed = event.kind === 'malformed' ? event.malformed.reason : null
    if (isRead) bench.onRead(at, read(at, event.kind === 'arrived' ? [event.sighting.tag] : [], malformed))
    bench.onField(at, event)
  }
  return {
    store,
    bench,
    time,
    shown,
    found,
    lifted,
    cues,
    reported,
    claims,
    step() {
      const step = bench.snapshot()?.step
      if (step === undefined) return 'closed'
      if (step.kind === 'refused') return `refused ${step.refusal.kind}`
      return 'vial' in step ? `${step.kind} ${step.vial.name}` : step.kind
    },
    happen,
    arrive: (tag, at) => happen({ kind: 'arrived', sighting: { tag, scheme: 'epc', rawHex: tag } }, at),
    leave: (tag, at) => happen({ kind: 'left', tag, repeats: 0, why: 'unseen' }, at),
    readers(changed) {
      list = changed
      bench.readersChanged(changed)
    },
    breakDisk(broken) {
      isBroken = broken
    },
  }
}

/** The same file again, as after a crash: the run before is not asked. */
export const storeAt = (file: string): BenchStore => opened(file, stillClock(), systemIds)

export function rig(changes: readonly Change[] = usualChanges, file = tempFile()): Rig {
  const store = storeAt(file)
  fill(store, changes)
  return rigOn(store)
}
