import { IconCheck } from '@tabler/icons-react'
import { useT } from '../../i18n/i18n'
import { Logo } from '../../icons/Logo'
import { cx } from '../../ui/cx'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import styles from './FirstRun.module.css'
import type { Step } from './steps'

interface Props {
  readonly steps: readonly Step[]
  readonly now: Step
}

/** Where the person is, how far it still is, and whose program this is. */
export function StepRail({ steps, now }: Props) {
  const t = useT()
  const at = steps.indexOf(now)
  return (
    <header className={styles.rail}>
      <div className={styles.brand}>
        <Logo size={44} />
        <div>
          <p className={styles.name}>{t('app.name')}</p>
          <p className={styles.quiet}>{t('firstRun.title')}</p>
        </div>
      </div>
      <p className={styles.quiet} role="status">
        {t('firstRun.stepOf', { step: at + 1, steps: steps.length })}
      </p>
      <ol className={styles.steps} aria-label={t('firstRun.steps')}>
        {steps.map((step, index) => (
          <li
            key={step}
            className={cx(styles.mark, index < at && styles.done, index === at && styles.now)}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className={styles.dot} aria-hidden="true">
              {index < at ? <IconCheck size={18} stroke={2.5} /> : index + 1}
            </span>
            {t(`firstRun.step.${step}`)}
            {index < at ? <VisuallyHidden>{t('firstRun.done')}</VisuallyHidden> : null}
          </li>
        ))}
      </ol>
    </header>
  )
}
