import { notifications } from '@mantine/notifications'
import { i18n } from '../i18n/i18n'
import { Signal } from '../ui/Signal'

const id = 'vial on the reader'
const shownMs = 6_000

/** Why a key has led nowhere. The same one twice is shown once. */
export function showStay(): void {
  notifications.hide(id)
  notifications.show({
    id,
    role: 'alert',
    withBorder: true,
    autoClose: shownMs,
    icon: <Signal tone="attention" size={28} />,
    color: 'transparent',
    message: i18n.t('tagging.keysStay'),
    closeButtonProps: { 'aria-label': i18n.t('app.close') },
  })
}
