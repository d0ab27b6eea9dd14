import { useWorklistStore } from '../stores/snapshots'

/** Longer than an engine takes that starts together with the window; one that takes longer is waited for on the empty frame. */
const patienceMs = 300

/** Resolves when the engine has said what the first screen shows, or takes its time: so that it is drawn once, not twice. */
export function firstAnswer(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(), patienceMs)
    const stop = useWorklistStore.subscribe(() => done())
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
  })
}
