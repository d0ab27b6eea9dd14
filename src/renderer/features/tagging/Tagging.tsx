import { useCallback, useState } from 'react'
import { lastingNumber } from '../../../shared/model/made'
import type { CaneView } from '../../../shared/views/storage'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import { RackDrawing } from '../../icons/EmptyDrawings'
import { PlacePicker } from '../../parts/place-picker/PlacePicker'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { ProblemNote } from '../../parts/refusal/ProblemNote'
import { useAct } from '../../parts/useAct'
import { useTaggingStore } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Pill } from '../../ui/Pill'
import { Skeleton } from '../../ui/Skeleton'
import { StatePanel } from '../../ui/StatePanel'
import { Actions } from './Actions'
import { ResultPanel } from './ResultPanel'
import styles from './Tagging.module.css'
import { useSettled } from './useSettled'
import { VialList } from './VialList'

function Open({ tagging }: { readonly tagging: TaggingSnapshot }) {
  const t = useT()
  const [choosing, setChoosing] = useState(false)
  const choose = useCallback(() => setChoosing(true), [])
  const close = useCallback(() => setChoosing(false), [])
  const { busy, act } = useAct()
  const take = useCallback(
    async ({ storageId, canister, cane }: CaneView) => {
      const done = await act('tagging/choosePlace', { storageId, canister, cane })
      if (done !== undefined) close()
    },
    [act, close],
  )
  // A result is painted first, by itself: list and buttons follow in the next frame.
  const settled = useSettled(tagging)
  const { claim } = tagging
  const problem = settled.vials.find((row) => row.problem !== null)?.problem ?? null
  return (
    <div className={styles.screen}>
      <div className={styles.columns}>
        <ResultPanel tagging={tagging} onChoosePlace={choose} />
        <aside className={styles.aside}>
          {typeof claim === 'object' ? (
            <Pill tone="attention">{t('tagging.claimedElsewhere', { bench: claim.elsewhere })}</Pill>
          ) : null}
          {problem === null || settled.step.kind === 'finished' ? null : (
            <ProblemNote problem={problem} procedureId={settled.procedure.id} />
          )}
          <VialList tagging={settled} />
        </aside>
      </div>
      <Actions tagging={settled} />
      <PlacePicker
        opened={choosing}
        title={t('place.title')}
        current={settled.place}
        busy={busy}
        onChoose={take}
        onClose={close}
      />
    </div>
  )
}

/** The bench's main screen: one vial in the hand, and what became of the last. */
export function Tagging() {
  const t = useT()
  const loaded = useTaggingStore((state) => state.loaded)
  if (loaded.kind === 'loading') return <Skeleton lines={8} />
  if (loaded.kind === 'failed') return <LoadFailed screen title={t('worklist.failedTitle')} refusal={loaded.refusal} />
  if (loaded.value !== null) return <Open key={lastingNumber(loaded.value.procedure)} tagging={loaded.value} />
  return (
    <StatePanel
      screen
      drawing={<RackDrawing />}
      title={t('tagging.none.title')}
      text={t('tagging.none.text')}
      action={
        <Button variant="primary" target="hand" data-primary keyHint="⏎" onClick={() => go({ kind: 'worklist' })}>
          {t('tagging.toWorklist')}
        </Button>
      }
    />
  )
}
