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
      if (state === null || first === undefined) return
      const readerName = readers.find(({ id }) => id === readerId)?.modelName ?? ''
      // The same tag on another reader says that this one works too.
      if (first.tag === state.read?.tag && readerName === state.read.readerName) return
      state = { read: { tag: first.tag, readerName } }
      changed()
    },
    finish() {
      if (state === null) return
      state = null
      changed()
    },
  }
}
