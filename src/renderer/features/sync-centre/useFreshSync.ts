import { useEffect } from 'react'
import { ask } from '../../bridge'
import { show } from '../../stores/snapshot'
import { useSyncStore } from '../../stores/snapshots'

const everyMs = 5_000

/** While the screen is open it asks again now and then: requests leave the last minute by themselves, and no event tells. */
export function useFreshSync(): void {
  useEffect(() => {
    let left = false
    const timer = setInterval(() => {
      void ask('sync/get', undefined).then((answer) => {
        if (answer.ok && !left) show(useSyncStore, answer.value)
      })
    }, everyMs)
    return () => {
      left = true
      clearInterval(timer)
    }
  }, [])
}
