import { IconArrowBarDown } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useT } from '../../i18n/i18n'
import { Button } from '../../ui/Button'
import styles from './SimulatedReader.module.css'
import { typedTag } from './tags'

interface Props {
  readonly disabled: boolean
  readonly onPut: (tag: string) => void
}

/** Puts a tag on the reader that a person types or pastes, as it stands in a list or on another screen. */
export function OwnTag({ disabled, onPut }: Props) {
  const t = useT()
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const tag = typedTag(text)
  const isWrong = tried && text.trim() !== '' && tag === null
  const put = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (tag !== null && !disabled) onPut(tag)
  }
  return (
    <form className={styles.own} onSubmit={put}>
      <input
        data-codes=""
        aria-label={t('simulator.ownTag')}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'own-tag-wrong' : undefined}
        placeholder={t('simulator.ownTagHint')}
        value={text}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        onChange={(event) => {
          setText(event.target.value)
          setTried(false)
        }}
      />
      {isWrong ? (
        <span id="own-tag-wrong" role="alert" className={styles.wrong}>
          {t('simulator.ownTagWrong')}
        </span>
      ) : null}
      <Button
        type="submit"
        disabled={disabled || text.trim() === ''}
        icon={<IconArrowBarDown size={22} aria-hidden="true" />}
      >
        {t('simulator.ownTagPut')}
      </Button>
    </form>
  )
}
