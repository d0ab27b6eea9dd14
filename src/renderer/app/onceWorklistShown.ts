import { useWorklistStore } from '../stores/snapshots'

/**
 * Does what can wait after the first worklist is on screen: opening the sound device alone holds a cold start up by a tenth of a second.
 */
export function onceWorklistShown(work: () => void): void {
  const isThere = () => useWorklistStore.getState().loaded.kind !== 'loading'
  // Idle time alone may come before the frame that shows the worklist; and a frame is on screen only when the next one begins.
  const later = () => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(work)))
  if (isThere()) return void later()
  const stop = useWorklistStore.subscribe(() => {
    if (!isThere()) return
    stop()
    later()
  })
}
