import type { LastResult } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import { cx } from '../../ui/cx'
import { Signal } from '../../ui/Signal'
import { resultText, resultTone } from './lastResult'
import styles from './ResultPanel.module.css'

/** The result just had, in words; keeps its line when there is none, so that nothing jumps. What is refused fills the panel instead. */
export function ResultLine({ last }: { readonly last: LastResult | null }) {
  const t = useT()
  if (last === null || last.kind === 'refused') return <p className={styles.result} />
  const tone = resultTone(last)
  return (
    <p className={cx(styles.result, tone === 'attention' && styles.unsaved)} data-result={last.kind}>
      <Signal tone={tone} size={32} onColour />
      {resultText(last, t)}
    </p>
  )
}
