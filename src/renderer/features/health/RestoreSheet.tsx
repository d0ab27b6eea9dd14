import { type FormEvent, useState } from 'react'
import { may } from '../../../shared/rights'
import type { RestoreCandidate } from '../../../shared/views/health'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { ReasonField } from '../../parts/ReasonField'
import { useAct } from '../../parts/useAct'
import { useBench } from '../../stores/snapshots'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { Sheet } from '../../ui/Sheet'
import { Signal } from '../../ui/Signal'
import { useNow } from '../../ui/useNow'
import styles from './RestoreSheet.module.css'

interface Props {
  readonly opened: boolean
  readonly candidate: RestoreCandidate
  readonly onClose: () => void
}

const quick = ['restore.reason.wrong', 'restore.reason.it', 'restore.reason.moved'] as const

/** What is in the backup, what is kept, and what it costs. */
function WhatHappens({ candidate }: Pick<Props, 'candidate'>) {
  const t = useT()
  const { reads, intents, facilityName, newerIntents } = candidate
  const points = [
    { tone: 'accepted', text: t('restore.kept', { count: newerIntents }) },
    { tone: 'accepted', text: t('restore.aside') },
    { tone: 'attention', text: t('restore.inventory') },
    { tone: 'attention', text: t('restore.pause') },
  ] as const
  return (
    <>
      <p>
        {t('restore.holds', {
          reads,
          intents,
          facility: facilityName ?? '',
          hasFacility: facilityName === null ? 'no' : 'yes',
        })}
      </p>
      <ul className={styles.points}>
        {points.map(({ tone, text }) => (
          <li key={text}>
            <Signal tone={tone} size={24} />
            {text}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Says what a restore keeps, what it brings back and what it costs; a supervisor does it, with a reason. */
export function RestoreSheet({ opened, candidate, onClose }: Props) {
  const t = useT()
  const format = useFormat()
  const { busy, act } = useAct()
  const person = useBench()?.people.current ?? null
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  const isEntitled = person !== null && may(person, 'backup.restore')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing) return
    if ((await act('backups/restore', { reason: reason.trim() })) !== undefined) onClose()
  }
  return (
    <Sheet
      opened={opened}
      onClose={onClose}
      title={t('restore.title', { when: format.when(candidate.atMs, useNow(60_000)) })}
      closeLabel={t('app.close')}
      size="wide"
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <WhatHappens candidate={candidate} />
        {isEntitled ? (
          <>
            <ReasonField
              quick={quick.map((key) => t(key))}
              reason={reason}
              missed={tried && missing}
              onChange={setReason}
            />
            <p className={styles.quiet}>{t('restore.who', { person: person.name })}</p>
          </>
        ) : (
          <p className={styles.supervisor}>
            <Signal tone="stop" size={24} />
            {t('restore.supervisor')}
          </p>
        )}
        <Acts even>
          <Button target="hand" onClick={onClose}>
            {t('review.notNow')}
          </Button>
          {isEntitled ? (
            <Button type="submit" variant="stop" target="hand" busy={busy}>
              {t('restore.confirm')}
            </Button>
          ) : null}
        </Acts>
      </form>
    </Sheet>
  )
}
