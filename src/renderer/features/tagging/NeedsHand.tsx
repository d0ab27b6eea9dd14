import type { TaggingSnapshot, TaggingStep } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import { CaneIcon } from '../../icons/CaneIcon'
import { useAct } from '../../parts/useAct'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import { ResultLine } from './ResultLine'
import styles from './ResultPanel.module.css'

interface NeedsPlaceProps {
  readonly last: TaggingSnapshot['last']
  readonly step: Extract<TaggingStep, { kind: 'needsPlace' }>
  readonly onChoosePlace: () => void
}

/** No cane yet, or the chosen one is full. */
export function NeedsPlace({ last, step, onChoosePlace }: NeedsPlaceProps) {
  const t = useT()
  const full = step.why === 'full'
  // A vial that waits lies there already: its own line says what becomes of it.
  return (
    <>
      <ResultLine last={last} />
      <span className={styles.drawing}>
        <CaneIcon size={64} />
      </span>
      <p className={styles.headline}>{full ? t('tagging.step.needsPlace.full') : t('tagging.step.needsPlace.none')}</p>
      {last?.kind === 'waits' ? null : (
        <p className={styles.description}>
          {t(full ? 'tagging.step.needsPlace.fullText' : 'tagging.step.needsPlace.noneText', { vial: step.vial.name })}
        </p>
      )}
      <Button variant="primary" target="hand" data-primary keyHint="⏎" onClick={onChoosePlace}>
        {t('place.choose')}
      </Button>
    </>
  )
}

interface OnlySkippedProps {
  readonly last: TaggingSnapshot['last']
  readonly step: Extract<TaggingStep, { kind: 'onlySkipped' }>
}

/** All that is left was skipped: the person says which comes now. */
export function OnlySkipped({ last, step }: OnlySkippedProps) {
  const t = useT()
  const { busy, act } = useAct()
  return (
    <>
      <ResultLine last={last} />
      <p className={styles.headline}>{t('tagging.step.onlySkipped', { count: step.vials.length })}</p>
      <p className={styles.description}>{t('tagging.step.onlySkippedText')}</p>
      <div className={styles.choices}>
        {step.vials.map((vial) => (
          <Button
            key={vial.containerId}
            target="hand"
            busy={busy}
            aria-label={t('tagging.goTo', { vial: vial.name })}
            onClick={() => void act('tagging/goTo', { containerId: vial.containerId })}
          >
            <Identifier>{vial.name}</Identifier>
          </Button>
        ))}
      </div>
    </>
  )
}
