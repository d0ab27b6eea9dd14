import { useState } from 'react'
import type { AttentionSnapshot } from '../../../shared/views/attention'
import { useT } from '../../i18n/i18n'
import { AgreementDrawing } from '../../icons/EmptyDrawings'
import { AsOf } from '../../parts/AsOf'
import { countText } from '../../parts/countText'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { useTanks } from '../../parts/useTanks'
import { whereIs } from '../../parts/whereIs'
import { Button } from '../../ui/Button'
import { Page } from '../../ui/Page'
import { Segments } from '../../ui/Segments'
import { Signal } from '../../ui/Signal'
import { Skeleton } from '../../ui/Skeleton'
import { StatePanel } from '../../ui/StatePanel'
import styles from './Attention.module.css'
import { LossLine } from './LossLine'
import { RestorationCard } from './RestorationCard'
import type { Said } from './said'
import { type OnlyRows, useAttentionRows } from './useAttentionRows'
import { VerifyLine } from './VerifyLine'

interface Props {
  readonly attention: AttentionSnapshot
  /** What was done last. */
  readonly said: Said | null
  readonly onSaid: (said: Said) => void
}

function Rows({ only, onSaid }: { readonly only: OnlyRows; readonly onSaid: (said: Said) => void }) {
  const t = useT()
  const { tankName } = useTanks()
  const { rows, next, refusal, more, again } = useAttentionRows(only)
  if (refusal !== null) return <LoadFailed title={t('attention.failed')} refusal={refusal} onAgain={again} />
  if (rows === null) return <Skeleton lines={6} />
  if (rows.length === 0) {
    return (
      <StatePanel
        inline
        drawing={<AgreementDrawing />}
        title={t(only === null ? 'attention.none.title' : 'attention.noneOf.title')}
        text={t(only === null ? 'attention.none.text' : 'attention.noneOf.text')}
      />
    )
  }
  return (
    <>
      <ul className={styles.lines}>
        {rows.map((row) =>
          row.kind === 'verify' ? (
            <VerifyLine key={`verify ${row.vial.id}`} row={row} tankName={tankName} />
          ) : (
            <LossLine key={row.loss.id} row={row} tankName={tankName} onClosed={() => onSaid({ kind: 'closed' })} />
          ),
        )}
      </ul>
      {next === null ? null : (
        <Button wide onClick={more}>
          {t('attention.more')}
        </Button>
      )}
    </>
  )
}

function SaidLine({ said }: { readonly said: Said }) {
  const t = useT()
  const { tankName } = useTanks()
  const words = () => {
    switch (said.kind) {
      case 'closed':
        return t('attention.closed')
      case 'verified':
        return t('attention.verified', { vial: said.vial })
      case 'elsewhere':
        return said.row === null
          ? t('vial.gone', { name: said.vial })
          : t('attention.elsewhere', { vial: said.vial, place: whereIs(said.row, tankName, t) })
    }
  }
  return (
    <p className={styles.done}>
      <Signal tone={said.kind === 'elsewhere' ? 'attention' : 'accepted'} />
      {words()}
    </p>
  )
}

/** What happened, then what waits, longest first; a vial of it that is laid on the reader opens itself. */
export function AttentionList({ attention, said, onSaid }: Props) {
  const t = useT()
  const [only, setOnly] = useState<OnlyRows>(null)
  const { restorations, toVerify, losses, waiting } = attention
  const isMixed = toVerify.n > 0 && losses.n > 0
  const filter = isMixed ? only : null
  return (
    <Page title={t('attention.title')} aside={<AsOf />}>
      <div className={styles.stack}>
        <div role="status" className={styles.said}>
          {said === null ? null : <SaidLine said={said} />}
          {waiting.n === 0 ? null : (
            <p className={styles.quiet} data-testid="attention-waiting">
              {t('attention.waiting', { count: waiting.n, exact: waiting.exact ? 'yes' : 'no' })}
            </p>
          )}
        </div>
        {restorations.map((each) => (
          <RestorationCard key={each.restoration.id} view={each} />
        ))}
        {toVerify.n === 0 ? null : <p className={styles.quiet}>{t('attention.about')}</p>}
        {isMixed ? (
          <Segments<'all' | 'verify' | 'loss'>
            label={t('attention.only')}
            value={only ?? 'all'}
            segments={[
              { value: 'all', label: t('attention.only.all') },
              { value: 'verify', label: t('attention.only.verify', { count: countText(toVerify, t) }) },
              { value: 'loss', label: t('attention.only.loss', { count: countText(losses, t) }) },
            ]}
            onChange={(value) => setOnly(value === 'all' ? null : value)}
          />
        ) : null}
        <Rows key={filter} only={filter} onSaid={onSaid} />
      </div>
    </Page>
  )
}
