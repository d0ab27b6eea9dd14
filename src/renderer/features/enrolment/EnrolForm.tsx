import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CentralLink } from '../../../shared/ipc/snapshots'
import { useT } from '../../i18n/i18n'
import type { MessageKey } from '../../i18n/messages'
import { Logo } from '../../icons/Logo'
import { useAct } from '../../parts/useAct'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import { checkEnrolment, type Fields } from './checkEnrolment'
import styles from './Enrolment.module.css'

export function EnrolForm({ link }: { readonly link: CentralLink }) {
  const t = useT()
  const { busy, act } = useAct()
  const [typed, setFields] = useState<Partial<Fields>>({})
  // An address that came from the command line is kept for the second try.
  const fields: Fields = {
    url: typed.url ?? (link.kind === 'enrolmentRefused' ? link.url : ''),
    code: typed.code ?? '',
  }
  const [tried, setTried] = useState(false)
  const wrong = checkEnrolment(fields)
  const working = busy || link.kind === 'enrolling'
  const told = (key: MessageKey | null) => (tried && key !== null ? t(key) : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong.url !== null || wrong.code !== null) return
    void act('bench/enrol', { url: fields.url.trim(), code: fields.code.trim() })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Logo size={56} />
      <h1>{link.kind === 'revoked' ? t('enrolment.revoked.title') : t('enrolment.title')}</h1>
      <p className={styles.text}>{link.kind === 'revoked' ? t('enrolment.revoked.text') : t('enrolment.text')}</p>
      {link.kind === 'enrolmentRefused' ? (
        <p className={styles.refused} role="alert">
          <Signal tone="attention" size={24} />
          {t(`enrolment.refused.${link.why}`, { url: link.url })}
        </p>
      ) : null}
      <TextInput
        label={t('enrolment.url')}
        description={t('enrolment.urlHint')}
        error={told(wrong.url)}
        value={fields.url}
        type="url"
        dir="ltr"
        maxLength={500}
        onChange={(event) => setFields({ ...typed, url: event.currentTarget.value })}
      />
      <TextInput
        label={t('enrolment.code')}
        error={told(wrong.code)}
        value={fields.code}
        dir="ltr"
        autoComplete="off"
        maxLength={64}
        onChange={(event) => setFields({ ...typed, code: event.currentTarget.value })}
      />
      <Button type="submit" look="primary" target="hand" busy={working}>
        {working ? t('enrolment.busy') : link.kind === 'revoked' ? t('enrolment.again') : t('enrolment.go')}
      </Button>
    </form>
  )
}
