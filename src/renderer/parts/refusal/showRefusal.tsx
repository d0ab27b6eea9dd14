import { notifications } from '@mantine/notifications'
import type { Refusal } from '../../../shared/views/refusal'
import { i18n } from '../../i18n/i18n'
import { Signal } from '../../ui/Signal'
import { RefusalNote } from './RefusalNote'

/** Long enough to read three sentences; a refusal to save stays until it is closed. */
const shownMs = 12_000

/** Shows a refusal in passing. The same one twice is shown once. */
export function showRefusal(refusal: Refusal, grave: boolean): void {
  const id = `refusal ${refusal.kind}`
  notifications.hide(id)
  notifications.show({
    id,
    role: 'alert',
    withBorder: true,
    autoClose: grave ? false : shownMs,
    icon: <Signal tone={grave ? 'stop' : 'attention'} size={28} />,
    color: 'transparent',
    message: <RefusalNote refusal={refusal} />,
    closeButtonProps: { 'aria-label': i18n.t('app.close') },
  })
}
