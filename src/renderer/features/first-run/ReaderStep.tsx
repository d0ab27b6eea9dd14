import { type ReactNode, useEffect, useRef } from 'react'
import type { BenchSnapshot } from '../../../shared/views/bench'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { readerToShow } from '../../parts/readers'
import { readerWords } from '../../parts/readerWords'
import { useAct } from '../../parts/useAct'
import { play } from '../../sounds/player'
import { Button } from '../../ui/Button'
import { cx } from '../../ui/cx'
import { Signal } from '../../ui/Signal'
import { TagText } from '../../ui/TagText'
import { useNow } from '../../ui/useNow'
import styles from './FirstRun.module.css'

/** As label printers number them; of no vial that the sample knows. */
const triedTag = 'E280116060005E7BEAD01234'

interface Props {
  readonly bench: BenchSnapshot
  readonly back: ReactNode
  readonly onNext: () => void
}

/** Which reader is meant, and what keeps it from reading. */
function Waiting({ bench }: Pick<Props, 'bench'>) {
  const t = useT()
  const reader = readerToShow(bench.readers)
  const { tone, text } = readerWords(reader, t, useFormat(), useNow(60_000))
  const isReady = reader?.connection.kind === 'ready'
  const rule = reader?.connection.kind === 'blocked' ? reader.connection.rule : undefined
  return (
    <>
      <Signal tone={isReady ? 'waiting' : tone} size={56} />
      <div>
        <p className={styles.big}>
          {isReady ? t('firstRun.reader.waiting') : reader === null ? t('firstRun.reader.none') : text}
        </p>
        {isReady ? <p>{text}</p> : null}
        {rule === undefined ? null : (
          <>
            <p>{t('settings.udev')}</p>
            <code dir="ltr">{rule}</code>
          </>
        )}
      </div>
    </>
  )
}

function Worked({ read }: { readonly read: NonNullable<NonNullable<BenchSnapshot['firstRun']>['read']> }) {
  const t = useT()
  return (
    <>
      <Signal tone="accepted" size={56} />
      <div>
        <p className={styles.big}>{t('firstRun.reader.read')}</p>
        <p>
          <TagText tag={read.tag} />
        </p>
        <p>{t('firstRun.reader.by', { name: read.readerName })}</p>
      </div>
    </>
  )
}

/** Nobody believes a reader that has not read: any tag will do, and nothing comes of it. */
export function ReaderStep({ bench, back, onNext }: Props) {
  const t = useT()
  const { act } = useAct()
  const read = bench.firstRun?.read ?? null
  const sounded = useRef(read?.tag)
  useEffect(() => {
    if (read === null || read.tag === sounded.current) return
    sounded.current = read.tag
    play('accepted', bench.settings)
  }, [read, bench.settings])
  const simulate = async () => {
    if ((await act('simulator/present', { tags: [triedTag] })) === undefined) return
    await act('simulator/remove', undefined)
  }
  return (
    <>
      <h1>{t('firstRun.reader.title')}</h1>
      <p className={styles.text}>{t('firstRun.reader.text')}</p>
      <div className={cx(styles.stage, read !== null && styles.works)} role="status" data-testid="reader-check">
        {read === null ? <Waiting bench={bench} /> : <Worked read={read} />}
      </div>
      {bench.mode === 'demo' && read === null ? (
        <Button onClick={() => void simulate()} className={styles.aside}>
          {t('firstRun.reader.simulate')}
        </Button>
      ) : null}
      <div className={styles.actions}>
        {back}
        {read === null ? (
          <Button target="hand" onClick={onNext}>
            {t('firstRun.reader.skip')}
          </Button>
        ) : (
          <Button target="hand" variant="primary" data-primary keyHint="⏎" onClick={onNext}>
            {t('firstRun.continue')}
          </Button>
        )}
      </div>
    </>
  )
}
