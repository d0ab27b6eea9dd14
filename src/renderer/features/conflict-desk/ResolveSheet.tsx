import { type FormEvent, useState } from 'react'
import type { Person } from '../../../shared/model/person'
import type { Conflict } from '../../../shared/views/conflict'
import { useT } from '../../i18n/i18n'
import { ReasonField } from '../../parts/ReasonField'
import { useAct } from '../../parts/useAct'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { Sheet } from '../../ui/Sheet'
import { behindText, doesText, handText } from './conflictView'
import styles from './ResolveSheet.module.css'

interface Props {
  readonly opened: boolean
  readonly conflict: Conflict
  readonly choice: Conflict['choices'][number]
  readonly person: Person
  readonly onClose: () => void
}

const quick = ['conflict.reason.checked', 'conflict.reason.agreed', 'conflict.reason.mistake'] as const

/** Says once more what is decided, by whom, and what follows; asks for a reason where one is due. */
export function ResolveSheet({ opened, conflict, choice, person, onClose }: Props) {
  const t = useT()
  const { busy, act } = useAct()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = choice.needsReason && reason.trim() === ''
  const { kind, bench, central } = conflict
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing) return
    const resolved = await act('conflicts/resolve', {
      conflictId: conflict.id,
      choice: choice.choice,
      // Not one that was written for another choice and is no longer in sight.
      reason: choice.needsReason ? reason.trim() : null,
      shown: {
        acts: [bench, ...bench.behind].map(({ intentId }) => intentId),
        status: central.procedure?.statusName ?? null,
      },
    })
    if (resolved !== undefined) onClose()
  }
  return (
    <Sheet
      opened={opened}
      onClose={onClose}
      title={t(`conflict.choice.${choice.choice}`)}
      closeLabel={t('app.close')}
      size={choice.needsReason ? 'wide' : 'narrow'}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p>{t('conflict.confirm.who', { person: person.name })}</p>
        <p>
          {doesText(conflict, choice.choice, t)} {behindText(conflict, t)}
        </p>
        <p className={styles.hand}>
          {handText({ kind, act: bench, procedure: central.procedure ?? bench.foreseen }, choice.choice, t)}
        </p>
        {choice.needsReason ? (
          <ReasonField
            quick={quick.map((key) => t(key))}
            reason={reason}
            missed={tried && missing}
            onChange={setReason}
          />
        ) : null}
        <p className={styles.quiet}>{t('conflict.confirm.kept')}</p>
        <Acts>
          <Button target="hand" onClick={onClose}>
            {t('review.notNow')}
          </Button>
          <Button type="submit" variant="primary" target="hand" busy={busy}>
            {t('conflict.confirm')}
          </Button>
        </Acts>
      </form>
    </Sheet>
  )
}
