import { type FormEvent, useState } from 'react'
import { useT } from '../i18n/i18n'
import { Acts } from '../ui/Acts'
import { Button } from '../ui/Button'
import { Sheet } from '../ui/Sheet'
import { ReasonField } from './ReasonField'
import styles from './ReasonSheet.module.css'

interface Props {
  readonly opened: boolean
  readonly title: string
  readonly text: string
  readonly confirm: string
  /** Ready-made reasons: one touch instead of a keyboard. */
  readonly quick: readonly string[]
  readonly busy: boolean
  readonly onClose: () => void
  readonly onConfirm: (reason: string) => void
}

/** Ends something, which needs a reason. */
export function ReasonSheet({ opened, title, text, confirm, quick, busy, onClose, onConfirm }: Props) {
  const t = useT()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!missing) onConfirm(reason.trim())
  }
  return (
    <Sheet opened={opened} onClose={onClose} title={title} closeLabel={t('app.close')}>
      <form className={styles.form} onSubmit={submit}>
        <p>{text}</p>
        <ReasonField quick={quick} reason={reason} missed={tried && missing} onChange={setReason} />
        <Acts>
          <Button target="hand" onClick={onClose}>
            {t('review.notNow')}
          </Button>
          <Button type="submit" variant="stop" target="hand" busy={busy}>
            {confirm}
          </Button>
        </Acts>
      </form>
    </Sheet>
  )
}
