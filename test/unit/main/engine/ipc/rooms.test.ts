import { expect, it } from 'vitest'
import type { Handlers, Room, SnapshotSources } from '../../../../../src/main/engine/ipc/room'
import { foldRooms, type Whole } from '../../../../../src/main/engine/ipc/rooms'
import { ok } from '../../../../../src/shared/result'

/** Every request and snapshot of the contract but those of the rooms below. */
interface TheRest {
  readonly handlers: Omit<Handlers, 'tagging/stop' | 'people/switch'>
  readonly snapshots: Omit<SnapshotSources, 'places/changed' | 'tagging/changed'>
}
const theRest = { handlers: {}, snapshots: {} } as unknown as TheRest

const said: string[] = []
let finishStart = () => undefined
const tagging = {
  handlers: { 'tagging/stop': () => ok(null) },
  snapshots: { 'tagging/changed': () => null },
  touchedBy: ['outbox', 'places'],
  start: async () => {
    said.push('tagging starts')
    await new Promise<void>((resolve) => {
      finishStart = () => void resolve()
    })
  },
  stop: () => void said.push('tagging stops'),
} satisfies Room
const storage = {
  handlers: { 'people/switch': () => ok(null) },
  snapshots: { 'places/changed': () => null },
  touchedBy: ['outbox', 'containers'],
  start: async () => {
    said.push('storage starts')
    throw new Error('a bug')
  },
  stop: async () => void said.push('storage stops'),
} satisfies Room

const fold = (report: (error: unknown) => void = () => undefined) => foldRooms(report, [tagging, storage, theRest])

it('shows what a commit has touched wherever it is shown, once', () => {
  const { touchedBy } = fold()
  expect(touchedBy(new Set(['outbox', 'places']))).toEqual(['tagging/changed', 'places/changed'])
  expect(touchedBy(new Set(['containers']))).toEqual(['places/changed'])
  expect(touchedBy(new Set(['devices']))).toEqual([])
})

it('starts all rooms when it may, whatever becomes of one, and stops each when its start has ended', async () => {
  const reported: unknown[] = []
  const rooms = fold((error) => reported.push(error))
  said.length = 0
  rooms.start(Promise.resolve())
  expect(said).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(said).toEqual(['tagging starts', 'storage starts'])
  expect(reported).toHaveLength(1)
  const stopping = rooms.stop()
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(said).toHaveLength(2)
  finishStart()
  await stopping
  expect(said.slice(2)).toEqual(['tagging stops', 'storage stops'])
})

type IsWhole<List extends readonly Room[]> = unknown extends Whole<List> ? true : false

it('does not compile with a request or snapshot that no room has, or that two have', () => {
  type All = [typeof tagging, typeof storage, TheRest]
  const all: IsWhole<All> = true
  const withoutTagging: IsWhole<[typeof storage, TheRest]> = false
  const withoutPlaces: IsWhole<[typeof tagging, Omit<typeof storage, 'snapshots'>, TheRest]> = false
  const twicePeople: IsWhole<[...All, Pick<typeof storage, 'handlers'>]> = false
  const twicePlaces: IsWhole<[...All, { handlers: object; snapshots: Pick<SnapshotSources, 'places/changed'> }]> = false
  // @ts-expect-error the compiler names what tagging has
  expect(() => foldRooms(() => undefined, [storage, theRest])).not.toThrow()
  expect([all, withoutTagging, withoutPlaces, twicePeople, twicePlaces]).toEqual([true, false, false, false, false])
})
