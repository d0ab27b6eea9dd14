import { useEffect, useRef, useState } from 'react'
import { assertNever } from '../../../shared/assert-never'
import type { BenchSnapshot } from '../../../shared/views/bench'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { go, hideVial } from '../../stores/view'
import { Button } from '../../ui/Button'
import { CentralStep } from './CentralStep'
import styles from './FirstRun.module.css'
import { LanguageStep } from './LanguageStep'
import { PurposeStep } from './PurposeStep'
import { ReaderStep } from './ReaderStep'
import { SoundStep } from './SoundStep'
import { StepRail } from './StepRail'
import { afterLanguage, type Step, stepBefore, stepNow, stepsOf } from './steps'

/** The first minutes of a bench: one question a screen, and the work behind the last. */
export function FirstRun({ bench }: { readonly bench: BenchSnapshot }) {
  const t = useT()
  const { busy, act } = useAct()
  const [chosen, setChosen] = useState<Step>('language')
  const content = useRef<HTMLElement>(null)
  const step = stepNow(chosen, bench)
  const before = stepBefore(step, bench)

  // A new step takes the focus, so that a screen reader starts at its heading; a field that waits for words takes it instead.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the step does
  useEffect(() => {
    const field = content.current?.querySelector<HTMLElement>('input[data-autofocus="true"]')
    if (field) field.focus()
    else content.current?.focus({ preventScroll: true })
  }, [step])

  const finish = async () => {
    // A tag that was held to the reader for a try opens no card now.
    hideVial()
    go({ kind: 'worklist' })
    await act('enrolment/finishFirstRun', undefined)
  }
  const back =
    before === null ? null : (
      <Button target="hand" variant="bare" className={styles.back} onClick={() => setChosen(before)}>
        {t('firstRun.back')}
      </Button>
    )
  const shown = () => {
    switch (step) {
      case 'language':
        return <LanguageStep bench={bench} onNext={() => setChosen(afterLanguage(bench))} />
      case 'purpose':
        return <PurposeStep back={back} onConnect={() => setChosen('central')} />
      case 'central':
        return <CentralStep back={back} />
      case 'reader':
        return <ReaderStep bench={bench} back={back} onNext={() => setChosen('sound')} />
      case 'sound':
        return <SoundStep bench={bench} back={back} busy={busy} onDone={() => void finish()} />
      default:
        return assertNever(step)
    }
  }
  return (
    <div className={styles.screen}>
      <StepRail steps={stepsOf(bench)} now={step} />
      <main id="content" ref={content} tabIndex={-1} className={styles.content} data-step={step}>
        <div className={styles.step}>{shown()}</div>
      </main>
    </div>
  )
}
