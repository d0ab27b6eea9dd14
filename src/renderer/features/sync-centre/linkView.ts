// What the picture of bench and central shows and says: pure, so that every state stands in a table of tests.
import { assertNever } from '../../../shared/assert-never'
import type { CentralLink } from '../../../shared/views/central-link'
import type { Format } from '../../i18n/format'
import type { Translate } from '../../i18n/messages'
import { certificateDoubt, certificateNext } from '../../parts/centralLink'
import { refusalWords } from '../../parts/connect/refusalWords'

/** `cut`: the line ends on its way. `held`: somebody holds it. `moving`: much is on its way. `none`: never was there. */
export type Line = 'whole' | 'cut' | 'held' | 'moving' | 'none'

export interface LinkView {
  readonly line: Line
  readonly title: string
  readonly text: string
  /** What the panel's large button does. */
  readonly action: 'ask' | 'retry' | 'goOnline' | 'enrol' | null
}

export function linkView(link: CentralLink, nowMs: number, t: Translate, format: Format): LinkView {
  switch (link.kind) {
    case 'online':
      return { line: 'whole', title: t('sync.link.online'), text: t('sync.link.online.text'), action: 'ask' }
    case 'offline': {
      const time = format.when(link.sinceMs, nowMs)
      const doubt = certificateDoubt(link)
      return {
        line: 'cut',
        title: t('sync.link.offline', { time }),
        text:
          doubt === null
            ? t('sync.link.offline.text')
            : `${t(`certificate.${doubt.kind}`)} ${t(certificateNext(doubt))}`,
        action: 'retry',
      }
    }
    case 'offlineOnPurpose': {
      const time = format.when(link.sinceMs, nowMs)
      return {
        line: 'held',
        title: t('sync.link.onPurpose', { time }),
        text: t('sync.link.onPurpose.text'),
        action: 'goOnline',
      }
    }
    case 'firstSync':
      return {
        line: 'moving',
        title: t('enrolment.firstSync.title'),
        text: t('sync.link.firstSync.text'),
        action: null,
      }
    case 'enrolling':
      return { line: 'moving', title: t('sync.link.enrolling'), text: t('sync.link.enrolling.text'), action: null }
    case 'notEnrolled':
      return { line: 'none', title: t('sync.link.notEnrolled'), text: t('sync.link.notEnrolled.text'), action: 'enrol' }
    case 'enrolmentRefused': {
      const words = refusalWords(link.why, link.url, t, format)
      return {
        line: 'none',
        title: t('sync.link.enrolmentRefused'),
        text: `${words.what} ${words.next}`,
        action: 'enrol',
      }
    }
    case 'keyStoreLocked':
      return { line: 'held', title: t('keyStore.title'), text: t('keyStore.text'), action: 'retry' }
    case 'keysLost':
      return { line: 'none', title: t('keysLost.title'), text: t('keysLost.text'), action: 'enrol' }
    case 'revoked':
      return { line: 'none', title: t('enrolment.revoked.title'), text: t('enrolment.revoked.text'), action: 'enrol' }
    default:
      return assertNever(link)
  }
}
