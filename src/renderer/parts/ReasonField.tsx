import { Textarea } from '@mantine/core'
import { reasonLength } from '../../shared/model/limits'
import { useT } from '../i18n/i18n'
import { Button } from '../ui/Button'
import styles from './ReasonField.module.css'

interface Props {
  /** Ready-made reasons: one touch instead of a keyboard. */
  readonly quick: readonly string[]
  readonly reason: string
  /** Somebody has tried to go on without one. */
  readonly missed: boolean
  readonly onChange: (reason: string) => void
}

/** Why something is done: a touch, or some words. */
export function ReasonField({ quick, reason, missed, onChange }: Props) {
  const t = useT()
  return (
    <>
      <div className={styles.quick}>
        {quick.map((words) => (
          <Button key={words} aria-pressed={reason === words} onClick={() => onChange(words)}>
            {words}
          </Button>
        ))}
      </div>
      <Textarea
        label={t('review.reason')}
        description={t('review.reasonHint')}
        error={missed ? t('review.reason.required') : null}
        value={reason}
        maxLength={reasonLength}
        rows={2}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </>
  )
}
