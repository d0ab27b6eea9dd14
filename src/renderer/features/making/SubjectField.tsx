import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { vialNameLength } from '../../../shared/model/limits'
import type { SubjectFound } from '../../../shared/views/making'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { useDraft } from '../../stores/making'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import { Signal } from '../../ui/Signal'
import styles from './Making.module.css'

/** The subject by its code: looked up exactly as it is written first. With a vial chosen it is that vial's. */
export function SubjectField() {
  const t = useT()
  const subject = useDraft((draft) => draft.subject)
  const isFixed = useDraft((draft) => draft.vials.length > 0)
  const [found, setFound] = useState<SubjectFound | null>(null)
  const { act } = useAct()
  const take = (code: string) => {
    setFound({ kind: 'known', code })
    useDraft.setState({ subject: code })
  }
  const lookUp = async () => {
    if (subject.trim() === '' || isFixed) return
    const answer = await act('making/subject', { code: subject })
    if (answer === undefined || useDraft.getState().subject !== subject) return
    if (answer.kind === 'known') take(answer.code)
    else setFound(answer)
  }
  return (
    <div className={styles.subject}>
      <TextInput
        label={t('making.subject')}
        data-codes=""
        size="lg"
        readOnly={isFixed}
        maxLength={vialNameLength}
        value={subject}
        onChange={(event) => {
          setFound(null)
          useDraft.setState({ subject: event.currentTarget.value, notAdded: null })
        }}
        onBlur={() => void lookUp()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void lookUp()
        }}
      />
      <div role="status">
        {found?.kind === 'unknown' ? (
          <p className={styles.note}>
            <Signal tone="attention" size={20} />
            {t('making.subject.unknown', { code: found.code })}
          </p>
        ) : null}
        {found?.kind === 'several' ? (
          <div className={styles.several}>
            <p className={styles.note}>
              <Signal tone="attention" size={20} />
              {t('making.subject.several')}
            </p>
            {found.codes.map((code) => (
              <Button key={code} onClick={() => take(code)}>
                <Identifier>{code}</Identifier>
              </Button>
            ))}
          </div>
        ) : null}
      </div>
    </div>
  )
}
