import { useCallback, useEffect, useMemo, useState } from 'react'
import type { TankView } from '../../shared/views/storage'
import { ask } from '../bridge'
import type { Loaded } from '../stores/snapshot'
import { useEngineStore } from '../stores/snapshots'
import type { TankNames } from './places'

/** All tanks with what they hold; asked again whenever a place was taken or freed. */
export function useTanks(): {
  readonly tanks: Loaded<readonly TankView[]>
  readonly tankName: TankNames
  readonly again: () => void
} {
  const placesVersion = useEngineStore((state) => state.placesVersion)
  const [round, setRound] = useState(0)
  const [tanks, setTanks] = useState<Loaded<readonly TankView[]>>({ kind: 'loading' })
  const again = useCallback(() => setRound((current) => current + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: placesVersion and round are the reasons to ask again
  useEffect(() => {
    let left = false
    void ask('places/tanks', undefined).then((answer) => {
      if (left) return
      setTanks((before) => {
        if (answer.ok) return { kind: 'ready', value: answer.value }
        return before.kind === 'ready' ? before : { kind: 'failed', refusal: answer.problem }
      })
    })
    return () => {
      left = true
    }
  }, [placesVersion, round])
  const tankName = useMemo((): TankNames => {
    const names = new Map(tanks.kind === 'ready' ? tanks.value.map(({ tank }) => [tank.id, tank.name]) : [])
    return (id) => names.get(id) ?? `#${id}`
  }, [tanks])
  return { tanks, tankName, again }
}
