import type { RestorationView } from '../../../shared/views/attention'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { countText } from '../../parts/countText'
import { Panel } from '../../ui/Panel'
import { Pill } from '../../ui/Pill'
import styles from './Attention.module.css'

/** A restore of central: the time that it may have lost, what of it is open, and what to do. */
export function RestorationCard({ view }: { readonly view: RestorationView }) {
  const t = useT()
  const format = useFormat()
  const { restoration, open } = view
  const { from, to, unheard } = restoration
  const isOpen = open.n > 0
  const isDone = !isOpen && unheard.length === 0
  return (
    <Panel label={t('attention.restoration.title')} data-restoration={isDone ? 'done' : 'open'}>
      <div className={styles.restoration}>
        <div className={styles.head}>
          <h2>{t('attention.restoration.title')}</h2>
          <Pill tone={isDone ? 'accepted' : 'attention'}>
            {isOpen ? t('attention.restoration.open', { count: countText(open, t) }) : null}
            {isDone ? t('attention.restoration.done') : null}
            {!isOpen && !isDone
              ? t('attention.restoration.open', { count: countText({ n: unheard.length, exact: true }, t) })
              : null}
          </Pill>
        </div>
        <p>{t('attention.restoration.span', { from: format.moment(from), to: format.moment(to) })}</p>
        {isDone ? <p>{t('attention.restoration.doneText')}</p> : null}
        {isOpen ? <p>{t('attention.restoration.verify')}</p> : null}
        {unheard.length === 0 ? null : (
          <p>{t('attention.restoration.unheard', { names: format.list(unheard), count: unheard.length })}</p>
        )}
        {isDone ? null : <p>{t('attention.restoration.central')}</p>}
      </div>
    </Panel>
  )
}
