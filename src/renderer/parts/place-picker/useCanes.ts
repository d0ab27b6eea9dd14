import { useCallback, useEffect, useState } from 'react'
import type { StorageId } from '../../../shared/model/ids'
import type { CaneView } from '../../../shared/views/storage'
import { ask } from '../../bridge'
import type { Loaded } from '../../stores/snapshot'
import { useEngineStore } from '../../stores/snapshots'

/** The canes of a tank, asked again whenever a place was taken or freed. */
export function useCanes(storageId: StorageId): {
  readonly canes: Loaded<readonly CaneView[]>
  readonly again: () => void
} {
  const placesVersion = useEngineStore((state) => state.placesVersion)
  const [round, setRound] = useState(0)
  const [held, setHeld] = useState<{ readonly of: StorageId; readonly canes: Loaded<readonly CaneView[]> } | null>(null)
  const again = useCallback(() => setRound((current) => current + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: placesVersion and round are the reasons to ask again
  useEffect(() => {
    let left = false
    void ask('places/canes', { storageId }).then((answer) => {
      if (left) return
      setHeld({
        of: storageId,
        canes: answer.ok ? { kind: 'ready', value: answer.value } : { kind: 'failed', refusal: answer.problem },
      })
    })
    return () => {
      left = true
    }
  }, [storageId, placesVersion, round])
  return { canes: held?.of === storageId ? held.canes : { kind: 'loading' }, again }
}
