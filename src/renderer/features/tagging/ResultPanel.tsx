import { memo, useMemo } from 'react'
import { assertNever } from '../../../shared/assert-never'
import type { CaneView } from '../../../shared/views/storage'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import { useT } from '../../i18n/i18n'
import { CaneDrawing } from '../../parts/CaneDrawing'
import { procedureTitle } from '../../parts/words'
import { cx } from '../../ui/cx'
import fills from '../../ui/Fill.module.css'
import { Identifier } from '../../ui/Identifier'
import { Announcement } from './Announcement'
import { ExpectedVial } from './ExpectedVial'
import { Finished } from './Finished'
import { NeedsPlace, OnlySkipped } from './NeedsHand'
import { PlaceLine } from './PlaceLine'
import { panelTone } from './panelTone'
import { RefusedRead } from './RefusedRead'
import styles from './ResultPanel.module.css'
import { useFlash } from './useFlash'
import { useSettled } from './useSettled'

interface Props {
  readonly tagging: TaggingSnapshot
  readonly onChoosePlace: () => void
}

function StepContent({ tagging, onChoosePlace, flashing }: Props & { readonly flashing: boolean }) {
  const { step } = tagging
  switch (step.kind) {
    case 'expecting':
    case 'confirmLast':
      return <ExpectedVial tagging={tagging} step={step} />
    case 'needsPlace':
      return <NeedsPlace last={tagging.last} step={step} onChoosePlace={onChoosePlace} />
    case 'refused':
      return <RefusedRead tagging={tagging} step={step} />
    case 'onlySkipped':
      return <OnlySkipped last={tagging.last} step={step} />
    case 'finished':
      return <Finished tagging={tagging} onColour={flashing} />
    default:
      return assertNever(step)
  }
}

/** A frame behind, as is all that is not the result itself; a result's colour hides it anyway. */
function Picture({ place, position }: { readonly place: CaneView; readonly position: number | null }) {
  const settled = useSettled(useMemo(() => ({ place, position }), [place, position]))
  return useMemo(
    () => (
      <div className={styles.picture}>
        <CaneDrawing cane={settled.place} lit={settled.position} />
      </div>
    ),
    [settled],
  )
}

/** The large panel, read at arm's length. It takes the whole colour of a result in the same frame as its words. */
export const ResultPanel = memo(function ResultPanel({ tagging, onChoosePlace }: Props) {
  const t = useT()
  const flashing = useFlash(tagging.resultNumber)
  const tone = panelTone(tagging, flashing)
  const { procedure, step, vials } = tagging
  const withPlace = step.kind === 'expecting' || step.kind === 'confirmLast'
  const position =
    'vial' in step && step.vial !== null
      ? vials.findIndex(({ vial }) => vial.containerId === step.vial?.containerId) + 1
      : 0
  return (
    <section
      className={cx(fills.fill, fills[tone], styles.panel)}
      data-testid="result-panel"
      data-result-number={tagging.resultNumber}
      data-step={step.kind}
      data-tone={tone}
      aria-labelledby="tagging-title"
    >
      <div className={styles.head}>
        <h1 id="tagging-title" className={styles.title}>
          {procedureTitle(procedure, t)}
          {procedure.subject === null ? null : (
            <>
              <span aria-hidden="true"> · </span>
              <Identifier>{procedure.subject.code}</Identifier>
            </>
          )}
        </h1>
        {position > 0 ? (
          <p className={styles.position}>{t('tagging.vialOf', { n: position, total: vials.length })}</p>
        ) : null}
      </div>
      <div className={styles.body}>
        <div className={styles.middle}>
          <StepContent tagging={tagging} onChoosePlace={onChoosePlace} flashing={flashing} />
        </div>
        {withPlace && tagging.place !== null ? <Picture place={tagging.place} position={tagging.position} /> : null}
      </div>
      {withPlace ? (
        <PlaceLine
          place={tagging.place}
          isAt={step.kind === 'confirmLast' ? tagging.position : null}
          readerReady={tagging.readerReady}
          onChoosePlace={onChoosePlace}
        />
      ) : null}
      <Announcement tagging={tagging} />
    </section>
  )
})
