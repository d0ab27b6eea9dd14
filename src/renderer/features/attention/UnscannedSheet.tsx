import { type FormEvent, useState } from 'react'
import type { Found } from '../../../shared/acts/verify-vial'
import type { OpenVerification } from '../../../shared/views/attention'
import { useT } from '../../i18n/i18n'
import type { TankNames } from '../../parts/places'
import { ReasonField } from '../../parts/ReasonField'
import { useAct } from '../../parts/useAct'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { Sheet } from '../../ui/Sheet'
import { type Chosen, FoundChoice, placeOf } from './FoundChoice'
import { foundOptions } from './foundOptions'
import styles from './VerifyVial.module.css'

interface Props {
  readonly opened: boolean
  readonly open: OpenVerification
  readonly person: string
  readonly tankName: TankNames
  readonly onClose: () => void
  readonly onSaved: (vial: string) => void
}

function foundAs(chosen: Chosen | null): Found | null {
  if (chosen === null) return null
  const { kind } = chosen.option
  if (kind === 'out' || kind === 'notFound') return { kind }
  const place = placeOf(chosen)
  return place === null ? null : { kind: 'stored', place }
}

/** What a supervisor signs for a vial that can't be scanned: where it is, and why without a scan. */
export function UnscannedSheet({ opened, open, person, tankName, onClose, onSaved }: Props) {
  const t = useT()
  const { busy, act } = useAct()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { id, name, subjectCode } = open.row.vial
  const found = foundAs(chosen)
  const missing = reason.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing || found === null) return
    const said = { containerId: id, seen: { name, subjectCode }, found, reason: reason.trim() }
    if ((await act('attention/verifyUnscanned', said)) === undefined) return
    onClose()
    onSaved(name)
  }
  return (
    <Sheet
      opened={opened}
      onClose={onClose}
      title={t('attention.unscanned.title', { vial: name })}
      closeLabel={t('app.close')}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p>{t('attention.unscanned.text')}</p>
        <FoundChoice options={foundOptions(open.row, true)} chosen={chosen} tankName={tankName} onChoose={setChosen} />
        <ReasonField
          quick={[
            t('attention.unscanned.quick.damaged'),
            t('attention.unscanned.quick.noTag'),
            t('attention.unscanned.quick.notFound'),
          ]}
          reason={reason}
          missed={tried && missing}
          onChange={setReason}
        />
        {tried && found === null ? (
          <p className={styles.missing} role="alert">
            {t('attention.found.saveNone')}
          </p>
        ) : null}
        <Acts>
          <Button target="hand" onClick={onClose}>
            {t('review.notNow')}
          </Button>
          <Button type="submit" variant="stop" target="hand" busy={busy}>
            {t('attention.unscanned.confirm', { name: person })}
          </Button>
        </Acts>
      </form>
    </Sheet>
  )
}
