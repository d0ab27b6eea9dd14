import { describe, expect, it } from 'vitest'
import { readerModels } from '../../../../../../src/main/engine/readers/models'
import type { HidIo } from '../../../../../../src/main/engine/readers/reader'
import { FakeTime } from '../support/fake-time'

/** A device that was pulled out between its opening and the model's first look at it. */
const lostAlready: HidIo = {
  write: async () => undefined,
  onInput: () => () => undefined,
  onClosed(take) {
    take()
    return () => undefined
  },
  getFeature: async () => new Uint8Array(),
  setFeature: async () => undefined,
  close: async () => undefined,
}

describe.each(readerModels)('$name', (model) => {
  it('is gone, and no other model, when its device was lost before the first command', async () => {
    const time = new FakeTime()
    expect(await model.open(lostAlready, {}, { clock: time, timers: time })).toEqual({
      ok: false,
      problem: { kind: 'gone' },
    })
  })
})
