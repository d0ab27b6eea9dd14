import { useT } from '../../i18n/i18n'
import { CableDrawing } from '../../icons/EmptyDrawings'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { useDevicesStore } from '../../stores/snapshots'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { StatePanel } from '../../ui/StatePanel'
import { DeviceCard } from './DeviceCard'
import styles from './Devices.module.css'
import { RefillList } from './RefillList'
import { TankCard } from './TankCard'

function Content() {
  const t = useT()
  const loaded = useDevicesStore((state) => state.loaded)
  if (loaded.kind === 'loading') return <Skeleton lines={8} />
  if (loaded.kind === 'failed') return <LoadFailed title={t('devices.failed')} refusal={loaded.refusal} />
  const { devices, tanks, refills } = loaded.value
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <section aria-label={t('devices.robots')}>
          {devices.length === 0 ? (
            <StatePanel
              inline
              drawing={<CableDrawing />}
              title={t('devices.none.title')}
              text={t('devices.none.text')}
            />
          ) : (
            <ul className={styles.devices}>
              {devices.map((view) => (
                <li key={view.device.id}>
                  <DeviceCard view={view} />
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-label={t('devices.tanks')}>
          <h2 className={styles.heading}>{t('devices.tanks')}</h2>
          <ul className={styles.tanks}>
            {tanks.map((view) => (
              <li key={view.tank.id}>
                <TankCard view={view} refills={refills} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      <RefillList refills={refills} />
    </div>
  )
}

/** Devices at work, tanks and their levels, refills. */
export function Devices() {
  const t = useT()
  return (
    <Page title={t('devices.title')}>
      <Content />
    </Page>
  )
}
