import type { FormEvent } from 'react'
import type { BenchSnapshot } from '../../../shared/views/bench'
import { i18n, useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import styles from './FirstRun.module.css'

/** Each in its own words: whoever can't read the others finds theirs. */
const languages = [
  { value: 'en', name: 'English' },
  { value: 'de', name: 'Deutsch' },
] as const

interface Props {
  readonly bench: BenchSnapshot
  readonly onNext: () => void
}

export function LanguageStep({ bench, onNext }: Props) {
  const t = useT()
  const { act } = useAct()
  const choose = (language: 'en' | 'de') => void act('bench/saveSettings', { ...bench.settings, language })
  const next = (event: FormEvent) => {
    event.preventDefault()
    onNext()
  }
  // A form, so that Enter on the chosen language goes on.
  return (
    <form className={styles.question} onSubmit={next}>
      <h1>{t('firstRun.language.title')}</h1>
      <p className={styles.text}>{t('firstRun.language.text')}</p>
      <div role="radiogroup" aria-label={t('firstRun.step.language')} className={styles.choices}>
        {languages.map(({ value, name }) => (
          <label key={value} className={styles.language} lang={value}>
            <input
              type="radio"
              name="language"
              className={styles.radio}
              checked={i18n.language === value}
              onChange={() => choose(value)}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
      <Acts on="page">
        <Button type="submit" target="hand" variant="primary" data-primary keyHint="⏎">
          {t('firstRun.continue')}
        </Button>
      </Acts>
    </form>
  )
}
