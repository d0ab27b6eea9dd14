import { useEffect, useState } from 'react'
import type { ProcedureId } from '../../shared/model/ids'
import type { WorklistEntry } from '../../shared/views/worklist'
import { ask } from '../bridge'
import { findEntry } from './entries'
import type { Loaded } from './snapshot'
import { useWorklistStore } from './snapshots'

/** A procedure as it now is: live from the worklist, asked for when it is older than that. */
export function useEntry(id: ProcedureId): Loaded<WorklistEntry> {
  const loaded = useWorklistStore((state) => state.loaded)
  const live = loaded.kind === 'ready' ? findEntry(loaded.value, id) : null
  const [asked, setAsked] = useState<Loaded<WorklistEntry>>({ kind: 'loading' })
  const missing = loaded.kind !== 'loading' && live === null
  useEffect(() => {
    if (!missing) return
    let left = false
    void ask('procedure/get', { procedureId: id }).then((answer) => {
      if (left) return
      setAsked(answer.ok ? { kind: 'ready', value: answer.value } : { kind: 'failed', refusal: answer.problem })
    })
    return () => {
      left = true
    }
  }, [id, missing])
  return live === null ? asked : { kind: 'ready', value: live }
}
