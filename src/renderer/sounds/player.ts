// Plays cues by WebAudio. Browsers start audio only after a gesture; the shell lifts that for this window, and a gesture lifts it anywhere.
import { type Cue, cues, type Recipe } from './cues'

interface Loudness {
  /** 0 to 1. */
  readonly volume: number
  readonly muted: boolean
}

/** Edges of a note, milliseconds: without them a speaker clicks. */
const edgeMs = 6

let context: AudioContext | null = null

function audio(): AudioContext {
  context ??= new AudioContext({ latencyHint: 'interactive' })
  return context
}

/** Opens the sound device ahead of the first result, so that the first sound is as quick as the others. */
export function wakeSound(): void {
  const wake = () => void audio().resume()
  wake()
  for (const gesture of ['pointerdown', 'keydown'] as const)
    window.addEventListener(gesture, wake, { once: true, capture: true })
}

function sound(on: AudioContext, recipe: Recipe, volume: number): void {
  const start = on.currentTime
  for (const note of recipe.notes) {
    const from = start + note.at / 1000
    const to = from + note.lasts / 1000
    const tone = on.createOscillator()
    const gain = on.createGain()
    tone.type = recipe.wave
    tone.frequency.value = note.pitch
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(recipe.loudness * volume, from + edgeMs / 1000)
    gain.gain.setValueAtTime(recipe.loudness * volume, to - edgeMs / 1000)
    gain.gain.linearRampToValueAtTime(0, to)
    tone.connect(gain).connect(on.destination)
    tone.start(from)
    tone.stop(to)
  }
}

/** Plays a cue at once; silent when muted, and while the browser has not let sound start. */
export function play(cue: Cue, { volume, muted }: Loudness): void {
  if (muted || volume === 0) return
  const on = audio()
  if (on.state === 'running') sound(on, cues[cue], volume)
  else void on.resume().then(() => sound(on, cues[cue], volume))
}
