import { IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useT } from '../i18n/i18n'
import { TypedText } from '../parts/TypedText'
import { play } from '../sounds/player'
import { useBench } from '../stores/snapshots'
import { hideTypedRead, type TypedRead, useTypedRead } from '../stores/typed-read'
import { Signal } from '../ui/Signal'
import styles from './TypedReadNote.module.css'

/** Long enough to read it; the next read starts anew. */
const shownMs = 12_000

function Note({ read }: { readonly read: TypedRead }) {
  const t = useT()
  useEffect(() => {
    const timer = setTimeout(hideTypedRead, shownMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles.note} role="alert" data-testid="typed-read" data-read={read.text}>
      <Signal tone="attention" size={28} />
      <div className={styles.words}>
        <p className={styles.what}>{t('typedRead.title')}</p>
        {read.text === '' ? null : (
          <p>
            <TypedText text={read.text} />
          </p>
        )}
        <p>{t('typedRead.text')}</p>
      </div>
      {/* The focus stays where the person works. */}
      <button
        type="button"
        className={styles.close}
        aria-label={t('app.close')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={hideTypedRead}
      >
        <IconX size={20} aria-hidden="true" />
      </button>
    </div>
  )
}

/** Every read answers, also one that nothing can come of: over any screen and sheet, and heard. */
export function TypedReadNote() {
  const { read, isSaidOnScreen } = useTypedRead()
  const settings = useBench()?.settings
  const number = read?.number
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard once a read, whatever the settings become
  useEffect(() => {
    if (number !== undefined && settings !== undefined) play('unreadable', settings)
  }, [number])
  return read === null || isSaidOnScreen ? null : <Note key={read.number} read={read} />
}
