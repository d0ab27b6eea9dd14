import { notifications } from '@mantine/notifications'
import { useCallback, useState } from 'react'
import { ask } from '../../bridge'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { useBench, useTagging } from '../../stores/snapshots'
import { newTag, storedTag } from './tags'

/** Rows looked through for a stored tag: the first hundred hold several subjects. */
const looked = 100

export interface Simulator {
  readonly field: readonly string[]
  readonly last: string | null
  readonly plugged: boolean
  readonly busy: boolean
  readonly present: (tags: readonly string[]) => void
  readonly presentNew: (count: 1 | 2) => void
  readonly presentStored: (whose: 'own' | 'foreign') => void
  readonly remove: () => void
  readonly garble: () => void
  readonly plug: (plugged: boolean) => void
}

/** What the panel can do; which tag lies in the field is known here, because here it was put there. */
export function useSimulator(): Simulator {
  const t = useT()
  const { busy, act } = useAct()
  const [field, setField] = useState<readonly string[]>([])
  const [last, setLast] = useState<string | null>(null)
  const subject = useTagging()?.procedure.subject?.code ?? null
  const simulated = useBench()?.readers.find((reader) => reader.simulated)
  const plugged =
    simulated !== undefined && simulated.connection.kind !== 'absent' && simulated.connection.kind !== 'reconnecting'

  const present = useCallback(
    async (tags: readonly string[]) => {
      // As a hand does: what lies there is lifted first. One tag in place of another without that is none that a hand could lay.
      if ((await act('simulator/remove', undefined)) === undefined) return
      if ((await act('simulator/present', { tags: [...tags] })) === undefined) return
      setField(tags)
      setLast(tags[0] ?? null)
    },
    [act],
  )
  const presentStored = useCallback(
    async (whose: 'own' | 'foreign') => {
      const text = whose === 'own' ? (subject ?? '') : ''
      const answer = await ask('inventory/search', { text, offset: 0, limit: looked })
      const tag = answer.ok ? storedTag(answer.value.rows, subject, whose) : null
      if (tag === null) notifications.show({ message: t('simulator.noneKnown') })
      else await present([tag])
    },
    [present, subject, t],
  )
  const remove = useCallback(async () => {
    if ((await act('simulator/remove', undefined)) !== undefined) setField([])
  }, [act])
  const plug = useCallback(
    async (wanted: boolean) => {
      if ((await act('simulator/plug', { plugged: wanted })) !== undefined) setField([])
    },
    [act],
  )
  return {
    field,
    last,
    plugged,
    busy,
    present: (tags) => void present(tags),
    presentNew: (count) => void present(Array.from({ length: count }, () => newTag(Math.random))),
    presentStored: (whose) => void presentStored(whose),
    remove: () => void remove(),
    garble: () => void act('simulator/garble', undefined),
    plug: (wanted) => void plug(wanted),
  }
}
