import { SimulatedReader } from '../features/simulated-reader/SimulatedReader'
import { VialCard } from '../features/vial-card/VialCard'
import { useT } from '../i18n/i18n'
import { useBench } from '../stores/snapshots'
import { Banners } from './Banners'
import styles from './Frame.module.css'
import { Header } from './Header'
import { Screen } from './Screen'
import { ScreenBoundary } from './ScreenBoundary'
import { StatusBar } from './StatusBar'

/** What never moves: header above, status bar below, one screen between. */
export function Frame() {
  const t = useT()
  const demo = useBench()?.mode === 'demo'
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('app.skipToContent')}
      </a>
      <Header />
      <Banners />
      <main id="content" tabIndex={-1} className={styles.screen}>
        <ScreenBoundary>
          <Screen />
        </ScreenBoundary>
      </main>
      {demo ? <SimulatedReader /> : null}
      <StatusBar />
      <VialCard />
    </div>
  )
}
