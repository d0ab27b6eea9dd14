// Folds the list of rooms into one engine: who answers what, what shows what, what a commit touches, the order of the end.
import type { RequestName, SnapshotName } from '../../../shared/ipc/contract'
import type { Touched } from '../../../shared/model/touched'
import type { Handlers, Room, SnapshotSources } from './room'

type Answered<One> = One extends { readonly handlers: infer These } ? keyof These : never
type Shown<One> = One extends { readonly snapshots: infer These } ? keyof These : never
type Has<One> = Answered<One> | Shown<One>

/** What two of the rooms both claim. */
type Twice<Rooms, Before = never> = Rooms extends readonly [infer First, ...infer Rest]
  ? Extract<Has<First>, Before> | Twice<Rest, Before | Has<First>>
  : never
type Missing<Rooms extends readonly Room[]> =
  | Exclude<RequestName, Answered<Rooms[number]>>
  | Exclude<SnapshotName, Shown<Rooms[number]>>

type Trouble<Rooms extends readonly Room[]> = `no room has ${Missing<Rooms>}` | `two rooms have ${Twice<Rooms>}`

/** Each request is answered, and each snapshot given, by exactly one room: the compiler names those that are not. */
export type Whole<Rooms extends readonly Room[]> = [Trouble<Rooms>] extends [never] ? unknown : Trouble<Rooms>

export interface Rooms {
  readonly handlers: Handlers
  readonly snapshots: SnapshotSources
  /** The snapshots to publish after a commit. */
  touchedBy(touched: ReadonlySet<Touched>): readonly SnapshotName[]
  /** All begin when `when` resolves, in the order of the list; none waits for another. */
  start(when: Promise<void>): void
  /** One after the other, in the order of the list, each when its own start has ended. */
  stop(): Promise<void>
}

export function foldRooms<const List extends readonly Room[]>(
  report: (error: unknown) => void,
  list: List & Whole<List>,
): Rooms {
  // As a plain list: the compiler can't follow the fold of a tuple, but `Whole` has shown that nothing is missing.
  const rooms: readonly Room[] = list
  const handlers = Object.assign({}, ...rooms.map((room) => room.handlers)) as Handlers
  const snapshots = Object.assign({}, ...rooms.map((room) => room.snapshots)) as SnapshotSources
  const isShown = (name: string): name is SnapshotName => Object.hasOwn(snapshots, name)
  const shownBy = (room: Room) => Object.keys(room.snapshots ?? {}).filter(isShown)
  const starts = new Map<Room, Promise<void>>()
  return {
    handlers,
    snapshots,
    touchedBy: (touched) =>
      rooms.filter(({ touchedBy = [] }) => touchedBy.some((each) => touched.has(each))).flatMap(shownBy),
    start(when) {
      for (const room of rooms) starts.set(room, when.then(() => room.start?.()).catch(report))
    },
    async stop() {
      for (const room of rooms) {
        await starts.get(room)
        await room.stop?.()
      }
    },
  }
}
