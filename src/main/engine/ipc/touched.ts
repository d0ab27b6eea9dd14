// Which snapshots show something else after a commit.
import type { EventName } from '../../../shared/ipc/contract'
import type { Touched } from '../store/contract'

const shownIn: Readonly<Record<Touched, readonly EventName[]>> = {
  procedures: ['worklist/changed', 'devices/changed', 'tagging/changed', 'places/changed'],
  places: ['places/changed', 'tagging/changed', 'devices/changed'],
  devices: ['devices/changed'],
  outbox: ['bench/changed', 'worklist/changed', 'tagging/changed', 'places/changed'],
  tagging: ['worklist/changed'],
  profile: ['bench/changed'],
  people: ['bench/changed'],
  containers: ['devices/changed', 'places/changed'],
  conflicts: ['conflicts/changed', 'bench/changed'],
}

export const eventsFor = (touched: ReadonlySet<Touched>): readonly EventName[] => [
  ...new Set([...touched].flatMap((each) => shownIn[each])),
]
