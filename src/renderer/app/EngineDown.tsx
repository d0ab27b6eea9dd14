import { useEffect, useState } from 'react'
import { useT } from '../i18n/i18n'
import { CableDrawing } from '../icons/EmptyDrawings'
import { useEngineStore, useProgram } from '../stores/snapshots'
import { StatePanel } from '../ui/StatePanel'
import styles from './EngineDown.module.css'

/** Shorter outages are not worth a flicker; scans are refused by the absent engine all the same. */
const graceMs = 300

/** Covers the window while the engine is away: nothing on screen can be trusted or touched until it is back. */
export function EngineDown() {
  const t = useT()
  const up = useEngineStore((state) => state.up)
  // What was said last: the engine ends for it, and says nothing any more.
  const isInstalling = useProgram()?.update.kind === 'installing'
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
          title={t(isInstalling ? 'app.updating.title' : 'app.engineDown.title')}
          text={t(isInstalling ? 'app.updating.text' : 'app.engineDown.text')}
        />
      </div>
    </div>
  )
}
