import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { OpenVerification } from '../../../shared/views/attention'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { entitlementTo } from '../../parts/entitlement'
import { placeText, type TankNames } from '../../parts/places'
import { procedureNumber } from '../../parts/procedureNumber'
import { useAct } from '../../parts/useAct'
import { useTanks } from '../../parts/useTanks'
import { useBench } from '../../stores/snapshots'
import { sound } from '../../stores/sound'
import { Button } from '../../ui/Button'
import { Page } from '../../ui/Page'
import { type Chosen, FoundChoice, placeOf } from './FoundChoice'
import { foundOptions, likeliest } from './foundOptions'
import { UnscannedSheet } from './UnscannedSheet'
import { VerifyPanel } from './VerifyPanel'
import styles from './VerifyVial.module.css'

interface Props {
  readonly open: OpenVerification
  readonly onBack: () => void
  readonly onSaved: (vial: string) => void
}

function Back({ onBack }: Pick<Props, 'onBack'>) {
  const t = useT()
  return (
    <button type="button" className={styles.back} aria-label={t('attention.verify.back')} onClick={onBack}>
      <IconArrowLeft size={24} aria-hidden="true" className={styles.arrow} />
    </button>
  )
}

/** The procedures that wait for the vial. */
function Waiting({ open }: Pick<Props, 'open'>) {
  const t = useT()
  const format = useFormat()
  if (open.procedures.length === 0) return null
  const ids = format.list(open.procedures.map(procedureNumber))
  return <p className={styles.quiet}>{t('attention.verify.procedures', { count: open.procedures.length, ids })}</p>
}

function useSave({ open, onSaved }: Pick<Props, 'open' | 'onSaved'>, chosen: Chosen | null) {
  const { busy, act } = useAct()
  const { id, name, subjectCode } = open.row.vial
  const place = chosen === null ? null : placeOf(chosen)
  const found =
    chosen?.option.kind === 'out'
      ? ({ kind: 'out' } as const)
      : place === null
        ? null
        : ({ kind: 'stored', place } as const)
  const save = async () => {
    if (found === null) return
    const done = await act('attention/verify', { containerId: id, seen: { name, subjectCode }, found })
    if (done === undefined) return
    sound('accepted')
    onSaved(name)
  }
  return { busy, found, save }
}

interface ActionsProps extends Props {
  readonly chosen: Chosen | null
  readonly tankName: TankNames
}

function Actions({ open, chosen, tankName, onBack, onSaved }: ActionsProps) {
  const t = useT()
  const { busy, found, save } = useSave({ open, onSaved }, chosen)
  const words =
    found === null
      ? t('attention.found.saveNone')
      : found.kind === 'out'
        ? t('attention.found.saveOut')
        : t('attention.found.save', { place: placeText(found.place, tankName(found.place.storageId), t) })
  return (
    <>
      <Button
        variant="primary"
        target="hand"
        data-primary
        keyHint="⏎"
        busy={busy}
        disabled={open.step.kind !== 'scanned' || found === null}
        onClick={() => void save()}
      >
        {words}
      </Button>
      <Button target="hand" className={styles.later} onClick={onBack}>
        {t('attention.verify.later')}
      </Button>
    </>
  )
}

/** The way out for a vial that can't be laid on the reader: who may sign for it. */
function Unscanned({ open, tankName, onSaved }: Omit<ActionsProps, 'chosen' | 'onBack'>) {
  const t = useT()
  const format = useFormat()
  const people = useBench()?.people
  const [signing, setSigning] = useState(false)
  const current = people?.current ?? null
  const may = entitlementTo('vial.verifyUnscanned', current, people?.available ?? [])
  return (
    <div className={styles.unscanned}>
      <Button disabled={may.kind !== 'may'} onClick={() => setSigning(true)}>
        {t('attention.unscanned')}
      </Button>
      {may.kind === 'may' ? null : (
        <p className={styles.quiet}>
          {t('attention.onlySupervisor')}{' '}
          {may.others.length === 0 ? null : t('review.supervisors', { names: format.list(may.others) })}
        </p>
      )}
      {current === null ? null : (
        <UnscannedSheet
          opened={signing}
          open={open}
          person={current.name}
          tankName={tankName}
          onClose={() => setSigning(false)}
          onSaved={onSaved}
        />
      )}
    </div>
  )
}

/** One vial: it goes on the reader, a person says where it was, and central is told. */
export function VerifyVial(props: Props) {
  const t = useT()
  const { open } = props
  const { tankName } = useTanks()
  const { row } = open
  const [chosen, setChosen] = useState<Chosen | null>(() => {
    const option = likeliest(row)
    return option === null ? null : { option, cane: null, position: null }
  })
  // It may have opened by itself: a screen reader starts at its heading, and Enter presses nothing that had the focus before.
  useEffect(() => document.getElementById('content')?.focus({ preventScroll: true }), [])
  return (
    <Page
      lead={<Back onBack={props.onBack} />}
      title={t('attention.verify.title', { vial: row.vial.name })}
      actions={<Actions {...props} chosen={chosen} tankName={tankName} />}
    >
      <div className={styles.columns}>
        <VerifyPanel open={open} tankName={tankName} />
        <div className={styles.stack}>
          <FoundChoice options={foundOptions(row, false)} chosen={chosen} tankName={tankName} onChoose={setChosen} />
          <Waiting open={open} />
          <Unscanned open={open} tankName={tankName} onSaved={props.onSaved} />
        </div>
      </div>
    </Page>
  )
}
