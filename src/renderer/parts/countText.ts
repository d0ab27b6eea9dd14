import type { Count } from '../../shared/views/attention'
import type { Translate } from '../i18n/messages'

/** A number, or that there are more. */
export const countText = ({ n, exact }: Count, t: Translate): string =>
  t('attention.count', { count: n, exact: exact ? 'yes' : 'no' })
