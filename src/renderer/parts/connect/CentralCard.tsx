import { assertNever } from '../../../shared/assert-never'
import type { CertificateView, Transport } from '../../../shared/enrolment/central'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import type { MessageKey } from '../../i18n/messages'
import { cx } from '../../ui/cx'
import { Facts } from '../../ui/Facts'
import { Fingerprint } from '../../ui/Fingerprint'
import { Identifier } from '../../ui/Identifier'
import { Panel } from '../../ui/Panel'
import { Signal } from '../../ui/Signal'
import tints from '../../ui/Tint.module.css'
import type { Tone } from '../../ui/tone'
import styles from './Connect.module.css'

/** How far a central can be trusted before a person has looked at it. */
function judgement(transport: Transport): { readonly tone: Tone; readonly words: MessageKey } {
  switch (transport.kind) {
    case 'here':
      return { tone: 'accepted', words: 'connect.seen.here' }
    case 'open':
      return { tone: 'attention', words: 'connect.seen.open' }
    case 'tls': {
      const { vouchedBy } = transport.certificate
      if (transport.isExpected) return { tone: 'accepted', words: 'connect.seen.expected' }
      return { tone: vouchedBy === 'authority' ? 'accepted' : 'attention', words: `connect.seen.${vouchedBy}` }
    }
    default:
      return assertNever(transport)
  }
}

function Certificate({ subject, issuer, validToMs, fingerprint }: CertificateView) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Facts
        facts={[
          { label: t('connect.seen.subject'), value: <bdi>{subject}</bdi>, wide: true },
          { label: t('connect.seen.issuer'), value: <bdi>{issuer}</bdi>, wide: true },
          { label: t('connect.seen.until'), value: format.date(validToMs) },
          { label: t('connect.seen.fingerprint'), value: <Fingerprint digits={fingerprint} />, wide: true },
        ]}
      />
      <p className={styles.note}>{t('connect.seen.pins')}</p>
    </>
  )
}

/** Central as it has shown itself, for a person to compare. */
export function CentralCard({ url, transport }: { readonly url: string; readonly transport: Transport }) {
  const t = useT()
  const { tone, words } = judgement(transport)
  return (
    <Panel size="medium">
      <p className={styles.address}>
        <span className={styles.label}>{t('connect.seen.address')}</span>
        <Identifier>{url}</Identifier>
      </p>
      <p className={cx(styles.judgement, tints[tone])} data-testid="central-judgement">
        <Signal tone={tone} size={28} />
        {t(words)}
      </p>
      {transport.kind === 'tls' ? <Certificate {...transport.certificate} /> : null}
    </Panel>
  )
}
