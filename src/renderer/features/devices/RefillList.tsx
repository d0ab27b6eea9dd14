import { IconDropletFilled } from '@tabler/icons-react'
import type { Procedure } from '../../../shared/model/procedure'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { DewarDrawing } from '../../icons/EmptyDrawings'
import { freshness, isOld, refillOldMs, useTimeHere } from '../../parts/freshness'
import { levelAgeText } from '../../parts/levelText'
import { StalledPill } from '../../parts/StalledPill'
import { StatusWord } from '../../parts/StatusWord'
import { useStalled } from '../../parts/useStalled'
import { go } from '../../stores/view'
import { StatePanel } from '../../ui/StatePanel'
import styles from './Devices.module.css'

function RefillLine({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  const format = useFormat()
  const time = useTimeHere(30_000)
  const stalled = useStalled(procedure.id)
  const { refill } = procedure
  if (refill === null) return null
  const running = procedure.status === 'IN_PROGRESS'
  const fresh = freshness({ at: procedure.updatedAt }, time, refillOldMs)
  const silent = running && isOld(fresh)
  const values = {
    before: format.percent(refill.levelBefore),
    now: format.percent(refill.levelNow),
    litres: format.litres(refill.litresAdded),
  }
  return (
    <li>
      <button
        type="button"
        className={styles.refill}
        onClick={() => go({ kind: 'procedure', procedureId: procedure.id })}
      >
        <IconDropletFilled size={22} aria-hidden="true" className={styles.drop} />
        <span className={styles.refillText}>
          <strong>
            <bdi>{refill.tankName}</bdi>
          </strong>
          <span>{t(running ? 'devices.refill.running' : 'devices.refill.ended', values)}</span>
          {silent ? <strong>{levelAgeText({ fresh }, t, format)}</strong> : null}
          {running && !silent ? (
            <progress
              className={styles.bar}
              value={refill.levelNow}
              max={100}
              aria-label={t('devices.level', { percent: values.now })}
            />
          ) : null}
        </span>
        <span className={styles.refillEnd}>
          <span>{format.when(procedure.startedAt ?? procedure.createdAt, time.nowMs)}</span>
          <StalledPill stalled={stalled} />
          {procedure.status === 'COMPLETED' ? null : <StatusWord procedure={procedure} />}
        </span>
      </button>
    </li>
  )
}

/** Refills: what runs now, then the newest. */
export function RefillList({ refills }: { readonly refills: readonly Procedure[] }) {
  const t = useT()
  return (
    <section className={styles.refills} aria-label={t('devices.refills')}>
      <h2 className={styles.heading}>{t('devices.refills')}</h2>
      {refills.length === 0 ? (
        <StatePanel inline drawing={<DewarDrawing />} title={t('devices.noRefills')} />
      ) : (
        <ul>
          {refills.map((procedure) => (
            <RefillLine key={procedure.id} procedure={procedure} />
          ))}
        </ul>
      )}
    </section>
  )
}
