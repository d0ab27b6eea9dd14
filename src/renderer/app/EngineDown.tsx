import { useEffect, useState } from 'react'
import { useT } from '../i18n/i18n'
import { CableDrawing } from '../icons/EmptyDrawings'
import { useEngineStore } from '../stores/snapshots'
import { StatePanel } from '../ui/StatePanel'
import styles from './EngineDown.module.css'

/** Shorter outages are not worth a flicker; scans are refused by the absent engine all the same. */
const graceMs = 300

/** Covers the window while the engine is away: nothing on screen can be trusted or touched until it is back. */
export function EngineDown() {
  const t = useT()
  const up = useEngineStore((state) => state.up)
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (up) return setShown(false)
    const timer = setTimeout(() => setShown(true), graceMs)
    return () => clearTimeout(timer)
  }, [up])
  if (!shown) return null
  return (
    <div className={styles.veil}>
      <div className={styles.card}>
        <StatePanel
          alert
          drawing={<CableDrawing />}
          title={t('app.engineDown.title')}
          text={t('app.engineDown.text')}
        />
      </div>
    </div>
  )
}
