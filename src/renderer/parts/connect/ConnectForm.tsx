import { TextInput, type TextInputProps } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useT } from '../../i18n/i18n'
import type { MessageKey } from '../../i18n/messages'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { cx } from '../../ui/cx'
import tints from '../../ui/Tint.module.css'
import styles from './Connect.module.css'
import { checkEnrolment } from './checkEnrolment'
import { corrected, type Entered, edited } from './entered'
import { type Unusable, useEnrolmentLink } from './useEnrolmentLink'

interface Props {
  readonly fields: Entered
  readonly busy: boolean
  readonly change: (fields: Entered) => void
  /** Both fields are filled in: find out who answers there. */
  readonly onProbe: (fields: Entered) => void
  /** The way back, where there is one. */
  readonly back?: ReactNode
}

/** Room for a whole link in either field. */
const longest = 1000

const Field = (props: TextInputProps) => (
  <TextInput
    dir="ltr"
    size="lg"
    autoComplete="off"
    data-codes="enrolment"
    spellCheck={false}
    maxLength={longest}
    {...props}
  />
)

function LinkNote({ unusable }: { readonly unusable: Unusable | null }) {
  const t = useT()
  if (unusable === null) return <p className={styles.note}>{t('connect.link')}</p>
  return (
    <p className={cx(styles.judgement, tints.attention)} role="alert">
      {unusable.kind === 'link' ? t('connect.linkUnusable') : t(`connect.layout.${unusable.layout ?? 'unknown'}`)}
    </p>
  )
}

/** Address and code, typed, pasted or scanned; a whole link fills both, wherever it lands. */
export function ConnectForm({ fields, busy, change, onProbe, back }: Props) {
  const t = useT()
  const [tried, setTried] = useState(false)
  const { pending, unusable } = useEnrolmentLink(fields, change)
  const wrong = checkEnrolment(fields)
  const errorOf = (key: MessageKey | null) => (tried && key !== null ? t(key) : null)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Enter came with a scanned link: it is taken apart first, for the person to see.
    if (busy || pending) return
    // Nothing that was only guessed is sent: it is shown first.
    const better = corrected(fields)
    if (better !== null) return change(better)
    setTried(true)
    if (wrong.url === null && wrong.code === null) onProbe(fields)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label={t('enrolment.url')}
        description={t('enrolment.urlHint')}
        error={errorOf(wrong.url)}
        value={fields.url}
        type="url"
        data-autofocus={fields.url === ''}
        onChange={(event) => change(edited(fields, { url: event.currentTarget.value }))}
      />
      <Field
        label={t('enrolment.code')}
        error={errorOf(wrong.code)}
        value={fields.code}
        data-autofocus={fields.url !== ''}
        onChange={(event) => change(edited(fields, { code: event.currentTarget.value }))}
      />
      <LinkNote unusable={unusable} />
      <Acts on="page">
        {back}
        <Button type="submit" target="hand" variant="primary" data-primary keyHint="⏎" busy={busy}>
          {busy ? t('connect.looking') : t('connect.look')}
        </Button>
      </Acts>
    </form>
  )
}
