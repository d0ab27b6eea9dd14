import { useEffect, useState } from 'react'
import { assertNever } from '../../../shared/assert-never'
import type { StartProblem as Problem } from '../../../shared/views/start-problem'
import { useT } from '../../i18n/i18n'
import type { Translate } from '../../i18n/messages'
import { Logo } from '../../icons/Logo'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import { copyText } from './copyText'
import styles from './StartProblem.module.css'

interface ProblemText {
  readonly what: string
  readonly next: string
}

export function startProblemText(problem: Problem, t: Translate): ProblemText {
  switch (problem.kind) {
    case 'switch':
      return { what: t('start.switch.what'), next: t('start.switch.next') }
    case 'policy':
      return { what: t('start.policy.what'), next: t('start.policy.next') }
    case 'folder': {
      const { why, path } = problem
      return { what: t('start.folder.what', { why, path }), next: t('start.folder.next', { why }) }
    }
    case 'broken':
      return { what: t('start.broken.what'), next: t('start.broken.next') }
    default:
      return assertNever(problem)
  }
}

interface Props {
  readonly problem: Problem
  readonly version: string
}

/** The whole window of a program that could not start: what happened, what is safe, what to do, and the line that IT needs. */
export function StartProblem({ problem, version }: Props) {
  const t = useT()
  const [isCopied, setCopied] = useState(false)
  const { what, next } = startProblemText(problem, t)
  const title = t('start.title')
  const line = `${problem.sentence} (Cryobench ${version})`
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <main className={styles.page}>
      <div className={styles.brand}>
        <Logo size={32} />
        {t('app.name')}
      </div>
      <div className={styles.card} role="alert">
        <div className={styles.heading}>
          <Signal tone="stop" size={28} />
          <h1 className={styles.title}>{title}</h1>
        </div>
        <p className={styles.what}>{what}</p>
        <p className={styles.safe}>{t('start.safe')}</p>
        <p className={styles.next}>{next}</p>
        <div className={styles.forIt}>
          <p className={styles.label}>{t('start.forIt')}</p>
          <p className={styles.line} lang="en" dir="ltr">
            {line}
          </p>
        </div>
      </div>
      <div className={styles.acts}>
        <Button onClick={() => setCopied(copyText(line))}>{t(isCopied ? 'start.copied' : 'start.copy')}</Button>
        <Button variant="primary" onClick={() => window.close()}>
          {t('app.close')}
        </Button>
      </div>
    </main>
  )
}
