import { describe, expect, it } from 'vitest'
import { firstRun } from '../../../../../../src/main/engine/features/setup/first-run'
import { readerId } from '../../../../../../src/shared/model/reader'
import { tagOf } from '../../../../../support/builders/procedure'
import { aReader } from '../../../../../support/builders/snapshots'

const tag = tagOf('E2801160600000000001')
const read = { readerId: readerId('sim'), sightings: [{ tag }] }

describe('the first run', () => {
  it('knows the last tag, tells once of each, and is over when it is finished', () => {
    let told = 0
    const run = firstRun(true, () => {
      told += 1
    })
    expect(run.snapshot()).toEqual({ read: null, notSaved: null })
    run.noteRead({ ...read, sightings: [] }, [aReader()])
    expect(told).toBe(0)
    run.noteRead(read, [aReader()])
    run.noteRead(read, [aReader()])
    expect(run.snapshot()).toEqual({ read: { tag, readerName: 'Simulated reader' }, notSaved: null })
    expect(told).toBe(1)
    const both = [aReader(), aReader({ id: readerId('usb'), modelName: 'UHF reader' })]
    run.noteRead({ ...read, readerId: readerId('usb') }, both)
    expect(run.snapshot()).toEqual({ read: { tag, readerName: 'UHF reader' }, notSaved: null })
    expect(told).toBe(2)
    run.finish()
    run.finish()
    run.noteRead(read, [aReader()])
    expect(run.snapshot()).toBeNull()
    expect(told).toBe(3)
  })

  it('says that the disk takes nothing, once, until it does', () => {
    let told = 0
    const run = firstRun(true, () => {
      told += 1
    })
    const full = { kind: 'notSaved', why: 'full', detail: 'database or disk is full' } as const
    run.noteNotSaved(full)
    run.noteNotSaved(full)
    expect(run.snapshot()).toEqual({ read: null, notSaved: full })
    expect(told).toBe(1)
    run.noteRead(read, [aReader()])
    expect(run.snapshot()).toMatchObject({ read: { tag }, notSaved: null })
    run.noteNotSaved(full)
    run.noteRead(read, [aReader()])
    expect(run.snapshot()).toMatchObject({ read: { tag }, notSaved: null })
  })

  it('is none at a bench that was set up', () => {
    const run = firstRun(false, () => expect.unreachable())
    run.noteRead(read, [aReader()])
    run.finish()
    expect(run.snapshot()).toBeNull()
  })
})
