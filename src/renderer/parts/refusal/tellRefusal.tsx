import { notifications } from '@mantine/notifications'
import type { Refusal } from '../../../shared/ipc/contract'
import { i18n } from '../../i18n/i18n'
import { play } from '../../sounds/player'
import { loadedValue } from '../../stores/snapshot'
import { useBenchStore } from '../../stores/snapshots'
import { Signal } from '../../ui/Signal'
import { RefusalNote } from './RefusalNote'

/** Long enough to read three sentences; a refusal to save stays until it is closed. */
const shownMs = 12_000

/** Tells a person that what they asked for was refused. The same refusal twice is shown once. What was not saved is heard as well. */
export function tellRefusal(refusal: Refusal): void {
  const grave = refusal.kind === 'notSaved'
  const id = `refusal ${refusal.kind}`
  notifications.hide(id)
  const bench = loadedValue(useBenchStore.getState().loaded)
  if (grave && bench !== null) play('notSaved', bench.settings)
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
