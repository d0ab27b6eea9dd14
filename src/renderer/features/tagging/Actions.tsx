import { IconArrowBackUp, IconPlayerPause, IconPlayerSkipForward } from '@tabler/icons-react'
import { memo } from 'react'
import type { LastResult, TaggingSnapshot } from '../../../shared/views/tagging'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import { useNow } from '../../ui/useNow'
import { resultText, resultTone } from './lastResult'
import styles from './Tagging.module.css'

/** Ages below ten seconds are told in tenths: five times a second is as often as anyone reads them. */
const lastEveryMs = 200

function Last({ last }: { readonly last: LastResult }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(lastEveryMs)
  return (
    <p className={styles.last}>
      <Signal tone={resultTone(last)} size={22} />
      <span>{t('tagging.last', { result: resultText(last, t), age: format.age(now - last.atMs) })}</span>
    </p>
  )
}

/** Undo, skip, stop; and what happened last, with its age. */
export const Actions = memo(function Actions({ tagging }: { readonly tagging: TaggingSnapshot }) {
  const t = useT()
  const { busy, act } = useAct()
  const { undoable, step, last } = tagging
  const finished = step.kind === 'finished'
  const canSkip =
    step.kind === 'expecting' || step.kind === 'needsPlace' || (step.kind === 'refused' && step.vial !== null)
  const asked = canSkip ? step.vial : null
  const stop = async () => {
    if ((await act('tagging/stop', undefined)) !== undefined) go({ kind: 'worklist' })
  }
  return (
    <div className={styles.actions} data-acts>
      <Button
        target="hand"
        icon={<IconArrowBackUp size={26} aria-hidden="true" />}
        disabled={undoable === null}
        busy={busy}
        yields
        onClick={() => void act('tagging/undo', undoable === null ? undefined : { containerId: undoable.containerId })}
      >
        {undoable === null ? t('tagging.undoNothing') : t('tagging.undo', { vial: undoable.name })}
      </Button>
      <Button
        target="hand"
        icon={<IconPlayerSkipForward size={26} aria-hidden="true" />}
        disabled={!canSkip}
        busy={busy}
        yields
        onClick={() => void act('tagging/skip', asked === null ? undefined : { containerId: asked.containerId })}
      >
        {t('tagging.skip')}
      </Button>
      {finished ? null : (
        <Button
          target="hand"
          icon={<IconPlayerPause size={26} aria-hidden="true" />}
          busy={busy}
          onClick={() => void stop()}
        >
          {t('tagging.stop')}
        </Button>
      )}
      {last === null ? <p className={styles.last}>{t('tagging.lastNone')}</p> : <Last last={last} />}
    </div>
  )
})
