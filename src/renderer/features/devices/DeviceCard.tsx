import { IconRobot } from '@tabler/icons-react'
import type { Device } from '../../../shared/model/device'
import type { Procedure } from '../../../shared/model/procedure'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { StalledPill } from '../../parts/StalledPill'
import { useStalled } from '../../parts/useStalled'
import { VialDots } from '../../parts/VialDots'
import { procedureTitle } from '../../parts/words'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { cx } from '../../ui/cx'
import { Pill } from '../../ui/Pill'
import { Signal } from '../../ui/Signal'
import type { Tone } from '../../ui/tone'
import { useNow } from '../../ui/useNow'
import styles from './Devices.module.css'
import { freshness } from './staleness'

const tones: Readonly<Record<Device['state'], Tone>> = {
  idle: 'neutral',
  working: 'waiting',
  refilling: 'waiting',
  fault: 'stop',
}

function Work({ procedure }: { readonly procedure: Procedure }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(1_000)
  const stalled = useStalled(procedure.id)
  const done = procedure.vials.filter((vial) => vial.outcome !== 'pending').length
  const values = { done, total: procedure.vials.length }
  const elapsed = now - Date.parse(procedure.startedAt ?? procedure.updatedAt)
  return (
    <div className={styles.work}>
      <Button onClick={() => go({ kind: 'procedure', procedureId: procedure.id })}>
        {procedureTitle(procedure, t)}
      </Button>
      {procedure.refill === null ? (
        <>
          <VialDots
            large
            states={procedure.vials.map((vial) => vial.outcome)}
            label={t('procedure.progress', values)}
          />
          <span className={styles.number}>{t('entry.done', values)}</span>
        </>
      ) : (
        <span className={styles.number}>
          <bdi>{procedure.refill.tankName}</bdi> {format.percent(procedure.refill.levelNow)}
        </span>
      )}
      <span className={styles.number}>{format.clock(elapsed)}</span>
      <StalledPill stalled={stalled} />
    </div>
  )
}

/** A device: what it says it does, and how old its word is. Old word is grey and says so. */
export function DeviceCard({ device, procedure }: { readonly device: Device; readonly procedure: Procedure | null }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(1_000)
  const fresh = freshness(device, now)
  const stale = fresh.kind === 'stale'
  return (
    <article className={cx(styles.device, fresh.kind !== 'fresh' && styles.stale)} data-state={device.state}>
      <IconRobot size={40} stroke={1.5} aria-hidden="true" className={styles.robot} />
      <div className={styles.deviceText}>
        <h2 className={styles.deviceName}>
          <bdi>{device.name}</bdi> <Pill tone={tones[device.state]}>{t(`devices.state.${device.state}`)}</Pill>
        </h2>
        <p className={styles.word}>
          {stale ? <Signal tone="attention" /> : null}
          {fresh.kind === 'never'
            ? t('devices.never')
            : stale
              ? t('devices.stale', { age: format.age(fresh.ageMs) })
              : t('procedure.lastWord', { age: format.age(fresh.ageMs) })}
        </p>
      </div>
      {procedure === null ? (
        <p className={styles.nothing}>{device.state === 'fault' ? t('devices.faultText') : t('devices.nothing')}</p>
      ) : (
        <Work procedure={procedure} />
      )}
    </article>
  )
}
