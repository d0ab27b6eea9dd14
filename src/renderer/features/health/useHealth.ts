import { useCallback, useEffect, useState } from 'react'
import type { HealthSnapshot } from '../../../shared/views/health'
import { ask } from '../../bridge'
import type { Loaded } from '../../stores/snapshot'

const everyMs = 3_000
const whileWritingMs = 500

/** How the bench is, asked again and again while the page is open: disk and backups change without an event. */
export function useHealth(): { readonly loaded: Loaded<HealthSnapshot>; readonly again: () => void } {
  const [loaded, setLoaded] = useState<Loaded<HealthSnapshot>>({ kind: 'loading' })
  const [asked, setAsked] = useState(0)
  const again = useCallback(() => setAsked((count) => count + 1), [])
  const isWriting = loaded.kind === 'ready' && loaded.value.writing !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` asks at once
  useEffect(() => {
    let left = false
    const read = async () => {
      const answer = await ask('health/get', undefined)
      if (left) return
      // A refusal hides nothing that is on screen already, such as while the engine restarts.
      setLoaded((before) => {
        if (answer.ok) return { kind: 'ready', value: answer.value }
        return before.kind === 'ready' ? before : { kind: 'failed', refusal: answer.problem }
      })
    }
    void read()
    const timer = setInterval(() => void read(), isWriting ? whileWritingMs : everyMs)
    return () => {
      left = true
      clearInterval(timer)
    }
  }, [asked, isWriting])
  return { loaded, again }
}
