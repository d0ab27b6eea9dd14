import { useCallback } from 'react'
import type { WorklistEntry } from '../../../shared/views/worklist'
import { useAct } from '../../parts/useAct'
import { loadedValue } from '../../stores/snapshot'
import { useTaggingStore } from '../../stores/snapshots'
import { go, routeOf } from '../../stores/view'

/** Opens a procedure where its next step is done. Tagging is opened at the engine first: it holds the claim. */
export function useOpenEntry(): { readonly busy: boolean; readonly open: (entry: WorklistEntry) => Promise<void> } {
  const { busy, act } = useAct()
  const open = useCallback(
    async ({ procedure }: WorklistEntry) => {
      const route = routeOf(procedure)
      if (route.kind !== 'tagging') return go(route)
      const current = loadedValue(useTaggingStore.getState().loaded)
      if (current?.procedure.id === procedure.id) return go(route)
      // What is finished needs nobody any more; it makes room for the next.
      if (current?.step.kind === 'finished') await act('tagging/stop', undefined)
      const opened = await act('tagging/open', { procedureId: procedure.id })
      if (opened === undefined) return
      useTaggingStore.setState({ loaded: { kind: 'ready', value: opened } })
      go(route)
    },
    [act],
  )
  return { busy, open }
}
