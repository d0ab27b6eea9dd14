import { Suspense } from 'react'
import { VialCard } from '../features/vial-card/VialCard'
import { useT } from '../i18n/i18n'
import { useBench } from '../stores/snapshots'
import { deferred } from '../ui/deferred'
import { Banners } from './Banners'
import styles from './Frame.module.css'
import { useFirstScreen } from './firstScreen'
import { Header } from './Header'
import { Screen } from './Screen'
import { ScreenBoundary } from './ScreenBoundary'
import { StatusBar } from './StatusBar'

const SimulatedReader = deferred(() =>
  import('../features/simulated-reader/SimulatedReader').then((module) => module.SimulatedReader),
)

/** What never moves: header above, status bar below, one screen between. */
export function Frame() {
  const t = useT()
  const demo = useBench()?.mode === 'demo'
  const isShown = useFirstScreen((state) => state.shown)
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
      {demo && isShown ? (
        <Suspense fallback={null}>
          <SimulatedReader.Screen />
        </Suspense>
      ) : null}
      <StatusBar />
      <VialCard />
    </div>
  )
}
