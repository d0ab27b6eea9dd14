// The first run of an installed bench: language, demonstration or central, reader, sound. Steps are the screen's; what has happened is kept here.

import type { ReaderId, ReaderSnapshot, TagSighting } from '../../../../shared/model/reader'
import type { FirstRun } from '../../../../shared/views/bench'

export interface FirstRunState {
  /** Null when it is over. */
  snapshot(): FirstRun | null
  /** A reader has read; what it read is journaled elsewhere. */
  noteRead(
    read: { readonly readerId: ReaderId; readonly sightings: readonly Pick<TagSighting, 'tag'>[] },
    readers: readonly ReaderSnapshot[],
  ): void
  finish(): void
}

export function firstRun(isFirst: boolean, changed: () => void): FirstRunState {
  let state: FirstRun | null = isFirst ? { read: null } : null
  return {
    snapshot: () => state,
    noteRead({ readerId, sightings: [first] }, readers) {
      if (state === null || first === undefined || first.tag === state.read?.tag) return
      const reader = readers.find(({ id }) => id === readerId)
      state = { read: { tag: first.tag, readerName: reader?.modelName ?? '' } }
      changed()
    },
    finish() {
      if (state === null) return
      state = null
      changed()
    },
  }
}
