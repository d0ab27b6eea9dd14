// One test bench per reader model: lays tags on the reader, spoils a report, pulls the cable. A new model adds a row.

import { rrhf } from '../../../src/main/engine/readers/models/rrhf'
import { swUhf } from '../../../src/main/engine/readers/models/sw-uhf'
import type { HidIo, ReaderModel } from '../../../src/main/engine/readers/reader'
import { simulatedModel } from '../../../src/main/engine/readers/simulated/model'
import { encodeReport } from '../../../src/main/engine/readers/simulated/report'
import { parseTagId } from '../../../src/shared/model/tag'
import { type HfField, padded, rrhfIo, swPushOf, swUhfIo } from '../../unit/main/engine/readers/support/frames'
import { ScriptedIo } from '../../unit/main/engine/readers/support/scripted-hid'

export interface ReaderBench {
  readonly model: ReaderModel
  readonly io: ScriptedIo
  /** Two tags this reader can see at once, as the reader names them. */
  readonly tags: readonly [string, string]
  /** The reader has these on it, and has said so within 300 ms. */
  lay(...tags: readonly string[]): void
}

const uhfTags = ['E20020675516027012709200', 'E20020756010018625101600'] as const
const hfTags = ['E004015012345678', 'E004015087654321'] as const

export const benches: Readonly<Record<string, () => ReaderBench>> = {
  'sw-uhf': () => {
    const io = swUhfIo()
    return { model: swUhf, io, tags: uhfTags, lay: (...tags) => io.input(padded(swPushOf(...tags))) }
  },
  rrhf: () => {
    const field: HfField = { iso15693: [] }
    return {
      model: rrhf,
      io: rrhfIo(field),
      tags: hfTags,
      lay(...tags) {
        field.iso15693 = tags
      },
    }
  },
  simulated: () => {
    const io = new ScriptedIo()
    const known = (tags: readonly string[]) => tags.flatMap((text) => parseTagId(text) ?? []).map((tag) => ({ tag }))
    return { model: simulatedModel, io, tags: uhfTags, lay: (...tags) => io.input(encodeReport(known(tags))) }
  },
}

/** A device of the same ids that never answers. */
export const silentIo = (): HidIo => new ScriptedIo()
