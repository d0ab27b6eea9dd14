import { type FormEvent, useState } from 'react'
import { shownOf } from '../../../shared/views/shown'
import type { WorklistEntry } from '../../../shared/views/worklist'
import { useT } from '../../i18n/i18n'
import { procedureNumber } from '../../parts/procedureNumber'
import { ReasonField } from '../../parts/ReasonField'
import { StalledPill } from '../../parts/StalledPill'
import { useAct } from '../../parts/useAct'
import { typeWord } from '../../parts/words'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { Sheet } from '../../ui/Sheet'
import styles from './EndSheet.module.css'
import { type Said, saidOutcomes, unsaidCount } from './endOutcomes'
import { OutcomeChoice } from './OutcomeChoice'

const quick = ['procedure.end.reason.silent', 'procedure.end.reason.stuck', 'procedure.end.reason.byHand'] as const

interface Props {
  readonly entry: WorklistEntry
  readonly onClose: () => void
}

/** Ends a procedure in place of its device: why, and what became of each vial that the device has not told of. */
export function EndSheet({ entry, onClose }: Props) {
  const t = useT()
  const { busy, act } = useAct()
  const { procedure, stalled } = entry
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState<Said>(new Map())
  const [tried, setTried] = useState(false)
  const open = procedure.vials.filter((vial) => vial.outcome === 'pending')
  const unsaid = unsaidCount(open, said)
  const missing = reason.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing || unsaid > 0) return
    await act('procedure/end', {
      procedureId: procedure.id,
      shown: shownOf(procedure),
      reason: reason.trim(),
      outcomes: saidOutcomes(open, said),
    })
    onClose()
  }
  const words = { type: typeWord(procedure, t), id: procedureNumber(procedure.id) }
  return (
    <Sheet opened onClose={onClose} title={t('procedure.end.title', words)} closeLabel={t('app.close')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {stalled === null ? <p role="note">{t('procedure.end.stillAtWork')}</p> : <StalledPill stalled={stalled} />}
        <p>{t(procedure.refill === null ? 'procedure.end.text' : 'procedure.end.refillText')}</p>
        {open.length === 0 ? null : (
          <ul className={styles.vials}>
            {open.map((vial) => (
              <OutcomeChoice
                key={vial.containerId}
                vial={vial}
                said={said.get(vial.containerId) ?? null}
                onSay={(outcome) => setSaid(new Map(said).set(vial.containerId, outcome))}
              />
            ))}
          </ul>
        )}
        {tried && unsaid > 0 ? (
          <p role="alert" className={styles.missing}>
            {t('procedure.end.missing', { count: unsaid })}
          </p>
        ) : null}
        <ReasonField
          quick={quick.map((key) => t(key))}
          reason={reason}
          missed={tried && missing}
          onChange={setReason}
        />
        <Acts>
          <Button target="hand" onClick={onClose}>
            {t('review.notNow')}
          </Button>
          <Button type="submit" variant="stop" target="hand" busy={busy}>
            {t('procedure.end')}
          </Button>
        </Acts>
      </form>
    </Sheet>
  )
}
