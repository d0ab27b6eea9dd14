import { type ReactNode, useEffect, useRef } from 'react'
import type { BenchSnapshot } from '../../../shared/views/bench'
import type { OnReader } from '../../../shared/views/inventory'
import type { NotSaved } from '../../../shared/views/refusal'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { readerToShow } from '../../parts/readers'
import { readerWords } from '../../parts/readerWords'
import { TypedText } from '../../parts/TypedText'
import { unreadableWords } from '../../parts/unreadable'
import { useAct } from '../../parts/useAct'
import { play } from '../../sounds/player'
import { useTypedRead } from '../../stores/typed-read'
import { useView } from '../../stores/view'
import { Acts } from '../../ui/Acts'
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

/** It reads, but only as a keyboard would: nothing can come of that at this bench. */
function Typed({ text }: { readonly text: string }) {
  const t = useT()
  return (
    <>
      <Signal tone="attention" size={56} />
      <div>
        <p className={styles.big}>{t('typedRead.title')}</p>
        {text === '' ? null : (
          <p>
            <TypedText text={text} />
          </p>
        )}
        <p>{t('typedRead.text')}</p>
      </div>
    </>
  )
}

/** It reads, and what came is no whole tag: the reader is heard of, and the reason. */
function Unreadable({ why }: Pick<Extract<OnReader, { kind: 'unreadable' }>, 'why'>) {
  const { title, what } = unreadableWords(why, null, useT())
  return (
    <>
      <Signal tone="attention" size={56} />
      <div>
        <p className={styles.big}>{title}</p>
        <p>{what}</p>
      </div>
    </>
  )
}

/** The reader reads, and nothing of it can be kept. */
function NotKept({ notSaved }: { readonly notSaved: NotSaved }) {
  const t = useT()
  return (
    <>
      <Signal tone="stop" size={56} />
      <div>
        <p className={styles.big}>{t('refusal.notSaved.what', { why: notSaved.why, detail: notSaved.detail })}</p>
        <p>
          {t(notSaved.why === 'full' ? 'firstRun.reader.fullNext' : 'refusal.notSaved.next', { why: notSaved.why })}
        </p>
      </div>
    </>
  )
}

/** Nobody believes a reader that has not read: any tag will do, and nothing comes of it. */
export function ReaderStep({ bench, back, onNext }: Props) {
  const t = useT()
  const { act } = useAct()
  const read = bench.firstRun?.read ?? null
  const notSaved = bench.firstRun?.notSaved ?? null
  const typed = useTypedRead((state) => state.read)
  const unread = useView(({ vial }) =>
    vial?.kind === 'scanned' && vial.shown.kind === 'unreadable' ? vial.shown : null,
  )
  const sounded = useRef(read?.tag)
  useEffect(() => {
    if (read === null || read.tag === sounded.current) return
    sounded.current = read.tag
    play('accepted', bench.settings)
  }, [read, bench.settings])
  const isWaiting = read === null
  // The stage says it, and keeps it; once a reader has worked, a typed read is told as everywhere else.
  useEffect(() => {
    useTypedRead.setState({ isSaidOnScreen: isWaiting })
    // It was said here: nothing of it is news to the next screen, or to a reader that works.
    return () => useTypedRead.setState({ isSaidOnScreen: false, ...(isWaiting && { read: null }) })
  }, [isWaiting])
  const simulate = async () => {
    if ((await act('simulator/present', { tags: [triedTag] })) === undefined) return
    await act('simulator/remove', undefined)
  }
  return (
    <>
      <h1>{t('firstRun.reader.title')}</h1>
      <p className={styles.text}>{t('firstRun.reader.text')}</p>
      <div
        className={cx(styles.stage, read !== null && unread === null && notSaved === null && styles.works)}
        role="status"
        data-testid="reader-check"
      >
        {notSaved !== null ? (
          <NotKept notSaved={notSaved} />
        ) : unread !== null ? (
          <Unreadable why={unread.why} />
        ) : read !== null ? (
          <Worked read={read} />
        ) : typed !== null ? (
          <Typed text={typed.text} />
        ) : (
          <Waiting bench={bench} />
        )}
      </div>
      {bench.mode === 'demo' && read === null ? (
        <Button onClick={() => void simulate()} className={styles.aside}>
          {t('firstRun.reader.simulate')}
        </Button>
      ) : null}
      <Acts on="page">
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
      </Acts>
    </>
  )
}
