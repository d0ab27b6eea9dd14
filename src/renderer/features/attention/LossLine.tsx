import { useState } from 'react'
import type { AttentionRow } from '../../../shared/views/attention'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { VialIcon } from '../../icons/VialIcon'
import { entitlementTo } from '../../parts/entitlement'
import { ProcedureIcon } from '../../parts/ProcedureIcon'
import type { TankNames } from '../../parts/places'
import { ReasonSheet } from '../../parts/ReasonSheet'
import { useAct } from '../../parts/useAct'
import { useBench } from '../../stores/snapshots'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import { TagText } from '../../ui/TagText'
import { useNow } from '../../ui/useNow'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import styles from './Attention.module.css'
import { lossTitle, quickReasons, stateWords, vialsText } from './lossView'
import { RefusedByCentral } from './RefusedByCentral'
import { whereText } from './whereText'

type LossRow = Extract<AttentionRow, { kind: 'loss' }>

interface Props {
  readonly row: LossRow
  readonly tankName: TankNames
  readonly onClosed: () => void
}

const typeOf = (type: string) => (type === 'STORE' || type === 'RETRIEVAL' || type === 'REFILL' ? type : 'UNKNOWN')

function What({ row: { loss }, tankName }: Pick<Props, 'row' | 'tankName'>) {
  const t = useT()
  const format = useFormat()
  const { thing, rememberedBy: name } = loss
  if (thing.kind === 'vial') {
    return (
      <>
        <p>
          {t('attention.loss.centralNot')}.{' '}
          {t('attention.loss.state', { name, state: whereText(thing.remembered, tankName, t) })}
        </p>
        {thing.remembered.kind === 'stored' ? <p>{t('attention.loss.held')}</p> : null}
      </>
    )
  }
  const { remembered, central } = stateWords(thing, t)
  const vials = vialsText(thing, t, format)
  return (
    <>
      <p>
        {t('attention.loss.state', { name, state: remembered })} · {central}
      </p>
      {vials === null ? null : <p className={styles.quiet}>{vials}</p>}
    </>
  )
}

function CloseSheet({
  row,
  opened,
  onClose,
  onClosed,
}: Omit<Props, 'tankName'> & { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useT()
  const { busy, act } = useAct()
  const { id, thing } = row.loss
  const close = async (reason: string) => {
    if ((await act('attention/closeLoss', { lossId: id, seen: row.seen, reason })) === undefined) return
    onClose()
    onClosed()
  }
  return (
    <ReasonSheet
      opened={opened}
      title={t('attention.loss.close.title', { name: lossTitle(thing, t) })}
      text={t('attention.loss.close.text')}
      confirm={t('attention.loss.close.confirm')}
      quick={quickReasons(thing).map((key) => t(key))}
      busy={busy}
      onClose={onClose}
      onConfirm={(reason) => void close(reason)}
    />
  )
}

/** Something that central lacks: what is remembered of it, and how it is closed. */
export function LossLine({ row, tankName, onClosed }: Props) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const people = useBench()?.people
  const [closing, setClosing] = useState(false)
  const { loss, conflict } = row
  const { thing, rememberedBy, toldAt } = loss
  const may = entitlementTo('loss.close', people?.current ?? null, people?.available ?? [])
  return (
    <li className={styles.line} data-loss={thing.kind}>
      {thing.kind === 'procedure' ? <ProcedureIcon type={typeOf(thing.type)} /> : <VialIcon size={32} />}
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{lossTitle(thing, t)}</bdi>{' '}
          {thing.subjectCode === null ? null : <Identifier className={styles.subject}>{thing.subjectCode}</Identifier>}
          {thing.kind === 'vial' && thing.tag !== null ? <TagText tag={thing.tag} /> : null}
        </p>
        <What row={row} tankName={tankName} />
        <p className={styles.quiet}>
          {t('attention.told')} <bdi>{rememberedBy}</bdi>, {format.when(toldAt, now)}
        </p>
        <RefusedByCentral conflict={conflict} />
      </div>
      <div className={styles.act}>
        <Button disabled={may.kind !== 'may'} onClick={() => setClosing(true)}>
          {t('attention.loss.close')}
          <VisuallyHidden> {lossTitle(thing, t)}</VisuallyHidden>
        </Button>
        {may.kind === 'may' ? null : (
          <p className={styles.quiet}>
            {t('attention.loss.onlySupervisor')}{' '}
            {may.others.length === 0 ? null : t('review.supervisors', { names: format.list(may.others) })}
          </p>
        )}
      </div>
      <CloseSheet row={row} opened={closing} onClose={() => setClosing(false)} onClosed={onClosed} />
    </li>
  )
}
