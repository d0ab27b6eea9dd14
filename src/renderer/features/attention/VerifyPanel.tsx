import type { OpenVerification } from '../../../shared/views/attention'
import { useT } from '../../i18n/i18n'
import type { TankNames } from '../../parts/places'
import { placeText } from '../../parts/places'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { cx } from '../../ui/cx'
import fills from '../../ui/Fill.module.css'
import { Identifier } from '../../ui/Identifier'
import { Signal } from '../../ui/Signal'
import { TagText } from '../../ui/TagText'
import type { Tone } from '../../ui/tone'
import { likeliest } from './foundOptions'
import styles from './VerifyVial.module.css'
import { refusedView, type Sides } from './verifyView'

interface Props {
  readonly open: OpenVerification
  readonly tankName: TankNames
}

const tones = { scan: 'waiting', scanned: 'accepted', noTag: 'neutral' } as const satisfies Record<string, Tone>

function SideBySide({ sides }: { readonly sides: Sides }) {
  const t = useT()
  const boxes = [
    { heading: t('attention.verify.expected'), ...sides.expected },
    { heading: t('attention.verify.onReader'), ...sides.read },
  ]
  return (
    <div className={styles.sides}>
      {boxes.map(({ heading, name, subject }) => (
        <div key={heading} className={styles.side}>
          <p className={styles.heading}>{heading}</p>
          <p className={styles.sideName}>
            <Identifier>{name}</Identifier>
          </p>
          <p>
            <Identifier>{subject}</Identifier>
          </p>
        </div>
      ))}
    </div>
  )
}

function Refused({
  open,
  step,
}: Pick<Props, 'open'> & { readonly step: Extract<OpenVerification['step'], { kind: 'refused' }> }) {
  const t = useT()
  const { refusal } = step
  const view = refusedView(refusal, open.row.vial, t)
  const other = refusal.kind === 'otherVial' ? refusal : null
  return (
    <section
      className={cx(fills.fill, fills[view.tone], styles.panel)}
      data-step="refused"
      data-refusal={refusal.kind}
      aria-live="assertive"
    >
      <p className={styles.title}>
        <Signal tone={view.tone} size={40} onColour />
        {view.title}
      </p>
      <p>{view.what}</p>
      {view.sides === null ? null : <SideBySide sides={view.sides} />}
      <p className={styles.next}>{view.next}</p>
      {other === null || other.toVerify === null ? null : (
        <Button onClick={() => go({ kind: 'attention', containerId: other.toVerify })}>
          {t('attention.verify.other.instead', { owner: other.owner.name })}
        </Button>
      )}
    </section>
  )
}

/** Which vial is asked for, and what came of the read: in the whole colour of the result. */
export function VerifyPanel({ open, tankName }: Props) {
  const t = useT()
  const { row, step } = open
  const { vial } = row
  if (step.kind === 'refused') return <Refused open={open} step={step} />
  const first = likeliest(row)
  const look =
    first?.kind === 'place'
      ? t('attention.verify.lookAt', { place: placeText(first.place, tankName(first.place.storageId), t) })
      : t('attention.verify.lookNowhere')
  return (
    <section
      className={cx(fills.fill, fills[tones[step.kind]], styles.panel)}
      data-step={step.kind}
      aria-live="assertive"
    >
      <p className={styles.title}>
        <Signal tone={tones[step.kind]} size={40} onColour={step.kind === 'scanned'} />
        {step.kind === 'scan' ? t('attention.verify.put') : null}
        {step.kind === 'scanned' ? t('attention.verify.scanned') : null}
        {step.kind === 'noTag' ? t('attention.verify.noTag') : null}
      </p>
      <p className={styles.vial} data-testid="verify-now">
        <Identifier>{vial.name}</Identifier>
      </p>
      <p className={styles.subject}>
        <Identifier>{vial.subjectCode}</Identifier>
      </p>
      {vial.tag === null ? null : <TagText tag={vial.tag} />}
      {step.kind === 'scan' ? <p>{look}</p> : null}
      {step.kind === 'scanned' ? <p>{t('attention.verify.scannedText')}</p> : null}
      {step.kind === 'noTag' ? <p>{t('attention.verify.noTagText')}</p> : null}
    </section>
  )
}
