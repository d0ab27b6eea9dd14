import { describe, expect, it } from 'vitest'
import { type Listed, type SeatedReader, seatDevices } from '../../../../../src/main/engine/readers/seats'

const listed = (path: string, more: { serial?: string; port?: string } = {}, modelId = 'sw-uhf'): Listed => ({
  modelId,
  device: { path, vendorId: 1, productId: 2, ...more },
})
const known = (seat: string, present: boolean, one: Listed): SeatedReader => ({ ...one, seat, present })
const seatsOf = (before: readonly SeatedReader[], now: readonly Listed[]) =>
  seatDevices(before, now).map(
    (seating) => `${seating.device.path} ${seating.kind} ${seating.kind === 'new' ? seating.seat : seating.known.seat}`,
  )

describe('seats', () => {
  it.each<[string, readonly SeatedReader[], readonly Listed[], readonly string[]]>([
    ['a unique serial is the seat', [], [listed('p', { serial: 'S', port: '1-1' })], ['p new S']],
    ['without one it is the port', [], [listed('p', { port: '1-1' })], ['p new 1-1']],
    ['without a port it is the path', [], [listed('p')], ['p new p']],
    [
      'twins sit at their ports',
      [],
      [listed('p', { serial: 'S', port: '1-1' }), listed('q', { serial: 'S', port: '1-2' })],
      ['p new 1-1', 'q new 1-2'],
    ],
    [
      'the same serial of another model is no twin',
      [],
      [listed('p', { serial: 'S', port: '1-1' }), listed('q', { serial: 'S', port: '1-2' }, 'rrhf')],
      ['p new S', 'q new S'],
    ],
    [
      'a reader comes back by its serial at any port',
      [known('S', false, listed('p', { serial: 'S', port: '1-1' }))],
      [listed('q', { serial: 'S', port: '1-9' })],
      ['q known S'],
    ],
    [
      'a twin that arrives later leaves the first its seat',
      [known('S', true, listed('p', { serial: 'S', port: '1-1' }))],
      [listed('q', { serial: 'S', port: '1-2' }), listed('p', { serial: 'S', port: '1-1' })],
      ['p known S', 'q new 1-2'],
    ],
    [
      'a twin comes back by its port only',
      [
        known('S', true, listed('p', { serial: 'S', port: '1-1' })),
        known('1-2', false, listed('q', { serial: 'S', port: '1-2' })),
      ],
      [listed('p', { serial: 'S', port: '1-1' }), listed('r', { serial: 'S', port: '1-3' })],
      ['p known S', 'r new 1-3'],
    ],
    [
      'another reader at a known port does not inherit its seat',
      [known('1-1', false, listed('p', { serial: 'S', port: '1-1' }))],
      [listed('p', { port: '1-1' })],
      ['p new 1-1 (2)'],
    ],
    [
      'a device with two usages counts once',
      [],
      [listed('p', { port: '1-1' }), listed('p', { port: '1-1' })],
      ['p new 1-1'],
    ],
    [
      'a reader that moved while open keeps its seat by its serial',
      [known('S', true, listed('p', { serial: 'S', port: '1-1' }))],
      [listed('q', { serial: 'S', port: '1-2' })],
      ['q known S'],
    ],
  ])('%s', (_name, before, now, seats) => {
    expect(seatsOf(before, now)).toEqual(seats)
  })
})
