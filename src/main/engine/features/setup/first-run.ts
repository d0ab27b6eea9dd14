// The first run of an installed bench: language, demonstration or central, reader, sound. Steps are the screen's; what has happened is kept here.

import type { ReaderId, ReaderSnapshot, TagSighting } from '../../../../shared/model/reader'
import type { FirstRun } from '../../../../shared/views/bench'
import type { NotSaved } from '../../../../shared/views/refusal'

export interface FirstRunState {
  /** Null when it is over. */
  snapshot(): FirstRun | null
  /** A reader has read; what it read is journaled elsewhere. */
  noteRead(
    read: { readonly readerId: ReaderId; readonly sightings: readonly Pick<TagSighting, 'tag'>[] },
    readers: readonly ReaderSnapshot[],
  ): void
  /** A read could not be journaled. The reader tells it again until it can. */
  noteNotSaved(why: NotSaved): void
  finish(): void
}

export function firstRun(isFirst: boolean, changed: () => void): FirstRunState {
  let state: FirstRun | null = isFirst ? { read: null, notSaved: null } : null
  return {
    snapshot: () => state,
    noteRead({ readerId, sightings: [first] }, readers) {
      if (state === null || first === undefined) return
      const readerName = readers.find(({ id }) => id === readerId)?.modelName ?? ''
      // The same tag on another reader says that this one works too.
      const isKnown = first.tag === state.read?.tag && readerName === state.read.readerName
      if (isKnown && state.notSaved === null) return
      state = { read: { tag: first.tag, readerName }, notSaved: null }
      changed()
    },
    noteNotSaved(why) {
      if (state === null || state.notSaved !== null) return
      state = { ...state, notSaved: why }
      changed()
    },
    finish() {
      if (state === null) return
      state = null
      changed()
    },
  }
}
