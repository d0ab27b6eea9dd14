// The sounds, as notes. Made by us from oscillators: no files, nothing to license, ready at once.

export interface Note {
  /** Hertz. */
  readonly pitch: number
  /** Milliseconds after the cue's start. */
  readonly at: number
  readonly lasts: number
}

export interface Recipe {
  readonly wave: 'sine' | 'triangle' | 'square'
  /** 0 to 1, before the volume. */
  readonly loudness: number
  readonly notes: readonly Note[]
}

/**
 * Success is high; a refusal is low and has two notes or more; `notSaved` is the loudest and longest of all.
 * Within a family the way of the notes tells which: level for tags too many or taken, rising for a read to be repeated, falling for what has gone wrong.
 */
export const cues = {
  accepted: { wave: 'sine', loudness: 0.5, notes: [{ pitch: 1568, at: 0, lasts: 90 }] },
  /** A read that changes nothing: saved already, or a vial that is shown. */
  known: {
    wave: 'sine',
    loudness: 0.4,
    notes: [
      { pitch: 1047, at: 0, lasts: 60 },
      { pitch: 1047, at: 100, lasts: 60 },
    ],
  },
  done: {
    wave: 'sine',
    loudness: 0.5,
    notes: [
      { pitch: 1047, at: 0, lasts: 90 },
      { pitch: 1319, at: 100, lasts: 90 },
      { pitch: 1568, at: 200, lasts: 220 },
    ],
  },
  undone: {
    wave: 'sine',
    loudness: 0.45,
    notes: [
      { pitch: 988, at: 0, lasts: 80 },
      { pitch: 740, at: 90, lasts: 120 },
    ],
  },
  duplicate: {
    wave: 'triangle',
    loudness: 0.7,
    notes: [
      { pitch: 330, at: 0, lasts: 120 },
      { pitch: 330, at: 170, lasts: 120 },
    ],
  },
  mismatch: {
    wave: 'square',
    loudness: 0.6,
    notes: [
      { pitch: 196, at: 0, lasts: 200 },
      { pitch: 147, at: 240, lasts: 320 },
    ],
  },
  severalTags: {
    wave: 'triangle',
    loudness: 0.7,
    notes: [
      { pitch: 440, at: 0, lasts: 70 },
      { pitch: 440, at: 110, lasts: 70 },
      { pitch: 440, at: 220, lasts: 70 },
    ],
  },
  /** A good tag, but something must be chosen before it can be saved. */
  asks: {
    wave: 'triangle',
    loudness: 0.7,
    notes: [
      { pitch: 247, at: 0, lasts: 80 },
      { pitch: 330, at: 110, lasts: 80 },
      { pitch: 440, at: 220, lasts: 160 },
    ],
  },
  unreadable: {
    wave: 'triangle',
    loudness: 0.7,
    notes: [
      { pitch: 262, at: 0, lasts: 90 },
      { pitch: 392, at: 110, lasts: 260 },
    ],
  },
  readerGone: {
    wave: 'triangle',
    loudness: 0.8,
    notes: [
      { pitch: 494, at: 0, lasts: 200 },
      { pitch: 370, at: 230, lasts: 200 },
      { pitch: 247, at: 460, lasts: 400 },
    ],
  },
  notSaved: {
    wave: 'square',
    loudness: 1,
    notes: [
      { pitch: 220, at: 0, lasts: 220 },
      { pitch: 165, at: 260, lasts: 220 },
      { pitch: 220, at: 520, lasts: 220 },
      { pitch: 165, at: 780, lasts: 400 },
    ],
  },
} as const satisfies Readonly<Record<string, Recipe>>

export type Cue = keyof typeof cues
export const cueNames = Object.keys(cues) as readonly Cue[]
