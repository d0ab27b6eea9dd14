import { TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { looksLikeLink } from '../../../shared/enrolment/link'
import { useT } from '../../i18n/i18n'
import type { MessageKey } from '../../i18n/messages'
import { Button } from '../../ui/Button'
import styles from './Connect.module.css'
import { checkEnrolment } from './checkEnrolment'
import { type Entered, edited, meaningOf } from './entered'

interface Props {
  readonly fields: Entered
  readonly busy: boolean
  readonly change: (fields: Entered) => void
  readonly onLook: (fields: Entered) => void
  /** The way back, where there is one. */
  readonly back?: ReactNode
}

/** A scanner that types a link has ended when nothing comes for so long. */
const typedMs = 250
/** Room for a whole link in either field. */
const longest = 1000

/** Address and code, typed, pasted or scanned; a whole link fills both, wherever it lands. */
export function ConnectForm({ fields, busy, change, onLook, back }: Props) {
  const t = useT()
  const [tried, setTried] = useState(false)
  const [unusable, setUnusable] = useState(false)
  const wrong = checkEnrolment(fields)
  const told = (key: MessageKey | null) => (tried && key !== null ? t(key) : null)
  const link = [fields.url, fields.code].find(looksLikeLink)

  useEffect(() => {
    const take = (text: string): boolean => {
      const meaning = meaningOf(text)
      setUnusable(meaning.kind === 'unusableLink')
      if (meaning.kind === 'fields') change({ ...fields, ...meaning.fields })
      else if (meaning.kind === 'unusableLink') change({ ...fields, ...withoutLinks(fields) })
      return meaning.kind !== 'nothing'
    }
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text') ?? ''
      const inField = event.target instanceof HTMLInputElement
      // Within a field an address or a code goes where the person has put it.
      if (inField && !looksLikeLink(text)) return
      if (take(text)) event.preventDefault()
    }
    window.addEventListener('paste', paste)
    const timer = link === undefined ? undefined : setTimeout(() => take(link), typedMs)
    return () => {
      window.removeEventListener('paste', paste)
      clearTimeout(timer)
    }
  }, [fields, change, link])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Enter came with a scanned link: it is taken apart first, for the person to see.
    if (busy || link !== undefined) return
    setTried(true)
    if (wrong.url === null && wrong.code === null) onLook(fields)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('enrolment.url')}
        description={t('enrolment.urlHint')}
        error={told(wrong.url)}
        value={fields.url}
        type="url"
        dir="ltr"
        size="lg"
        autoComplete="off"
        spellCheck={false}
        maxLength={longest}
        data-autofocus={fields.url === ''}
        onChange={(event) => change(edited(fields, { url: event.currentTarget.value }))}
      />
      <TextInput
        label={t('enrolment.code')}
        error={told(wrong.code)}
        value={fields.code}
        dir="ltr"
        size="lg"
        autoComplete="off"
        spellCheck={false}
        maxLength={longest}
        data-autofocus={fields.url !== ''}
        onChange={(event) => change(edited(fields, { code: event.currentTarget.value }))}
      />
      {unusable ? (
        <p className={styles.refused} role="alert">
          {t('connect.linkUnusable')}
        </p>
      ) : (
        <p className={styles.note}>{t('connect.link')}</p>
      )}
      <div className={styles.actions}>
        {back}
        <Button type="submit" target="hand" look="primary" data-primary keyHint="⏎" busy={busy}>
          {busy ? t('connect.looking') : t('connect.look')}
        </Button>
      </div>
    </form>
  )
}

const withoutLinks = ({ url, code }: Entered): Pick<Entered, 'url' | 'code'> => ({
  url: looksLikeLink(url) ? '' : url,
  code: looksLikeLink(code) ? '' : code,
})
