import { describe, expect, it } from 'vitest'
import { readerInTrouble, readerToShow } from '../../../../src/renderer/parts/readers'
import { readerId } from '../../../../src/shared/model/reader'
import { aReader } from '../../../support/builders/snapshots'

describe('the reader that the status bar tells of', () => {
  const simulated = aReader()
  const real = aReader({ id: readerId('usb'), simulated: false })
  const gone = aReader({
    id: readerId('usb'),
    simulated: false,
    connection: { kind: 'reconnecting', sinceMs: 1, attempt: 1 },
  })
  const known = aReader({ id: readerId('old'), simulated: false, connection: { kind: 'absent' } })

  it('is the real one that works', () => expect(readerToShow([simulated, gone, real])).toBe(real))
  it('is a real one in trouble before a simulated one that works', () =>
    expect(readerToShow([simulated, gone])).toBe(gone))
  it('is not one that was put away long ago', () => expect(readerToShow([known, simulated])).toBe(simulated))
  it('is none where there is none', () => expect(readerToShow([])).toBeNull())
})

describe('another reader in trouble', () => {
  const works = aReader({ id: readerId('one'), simulated: false })
  const blocked = aReader({
    id: readerId('two'),
    simulated: false,
    connection: { kind: 'blocked', why: 'error' },
  })
  const absent = aReader({ id: readerId('old'), simulated: false, connection: { kind: 'absent' } })

  it('is told beside the one that works', () => expect(readerInTrouble([works, absent, blocked])).toBe(blocked))
  it('is none where the only one is told anyway, or all work', () => {
    expect(readerInTrouble([blocked])).toBeNull()
    expect(readerInTrouble([works, absent])).toBeNull()
  })
})
