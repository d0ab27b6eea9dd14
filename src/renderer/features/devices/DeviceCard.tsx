import { IconRobot } from '@tabler/icons-react'
import { assertNever } from '../../../shared/assert-never'
import type { Device } from '../../../shared/model/device'
import type { Procedure } from '../../../shared/model/procedure'
import type { DeviceView } from '../../../shared/views/devices'
import { type Format, useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import type { Translate } from '../../i18n/messages'
import {
  deviceOldMs,
  type Freshness,
  freshness,
  isOld,
  toldOfDevice,
  useCentralNow,
  useTimeHere,
} from '../../parts/freshness'
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
import styles from './Devices.module.css'
import { OddValues } from './OddValues'

const tones: Readonly<Record<Device['state'], Tone>> = {
  idle: 'neutral',
  working: 'waiting',
  refilling: 'waiting',
  fault: 'stop',
}

function Work({ procedure, isOld: stale }: { readonly procedure: Procedure; readonly isOld: boolean }) {
  const t = useT()
  const format = useFormat()
  const now = useCentralNow(1_000)
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
      {/* Nobody knows whether a silent device is still at it. */}
      {stale ? null : <span className={styles.number}>{format.clock(elapsed)}</span>}
      <StalledPill stalled={stalled} />
    </div>
  )
}

function deviceWord(fresh: Freshness, t: Translate, format: Format): string {
  switch (fresh.kind) {
    case 'never':
      return t('devices.never')
    case 'undated':
      return t('devices.staleUndated')
    case 'old':
      return t('devices.stale', { age: format.age(fresh.ageMs) })
    case 'fresh':
      return t('procedure.lastWord', { age: format.age(fresh.ageMs) })
    default:
      return assertNever(fresh)
  }
}

/** A device: what it says it does, and how old its word is. Old word is grey and says so. */
export function DeviceCard({ view: { device, procedure, heardMs } }: { readonly view: DeviceView }) {
  const t = useT()
  const format = useFormat()
  const time = useTimeHere(1_000)
  const fresh = freshness(toldOfDevice(device, heardMs), time, deviceOldMs)
  const stale = isOld(fresh)
  return (
    <article className={cx(styles.device, fresh.kind !== 'fresh' && styles.stale)} data-state={device.state}>
      <IconRobot size={40} stroke={1.5} aria-hidden="true" className={styles.robot} />
      <div className={styles.deviceText}>
        <h2 className={styles.deviceName}>
          <bdi>{device.name}</bdi>{' '}
          <Pill tone={stale ? 'neutral' : tones[device.state]}>{t(`devices.state.${device.state}`)}</Pill>
        </h2>
        <p className={styles.word}>
          {stale ? <Signal tone="attention" /> : null}
          {deviceWord(fresh, t, format)}
        </p>
      </div>
      {procedure === null ? (
        <p className={styles.nothing}>{device.state === 'fault' ? t('devices.faultText') : t('devices.nothing')}</p>
      ) : (
        <Work procedure={procedure} isOld={stale} />
      )}
      {device.oddValues === undefined || device.oddValues.length === 0 ? null : <OddValues values={device.oddValues} />}
    </article>
  )
}
