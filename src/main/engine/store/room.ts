// The bench's own records: its settings, the notices about its data, its backups.

import { ok } from '../../../shared/result'
import type { Settings } from '../../../shared/views/settings'
import type { Room } from '../ipc/room'
import { saving } from '../ipc/saving'
import type { BenchStore } from './contract/store'

export { type Begun, beginStore } from './begin'
export { benchBackups } from './bench-backups'
export { keepOwning } from './owner'

export interface StoreNeeds {
  readonly store: Pick<BenchStore, 'profile' | 'transact' | 'onCommit'>
  readonly backups: { stop(): void }
  readonly onSettings?: (settings: Settings) => void
  /** The central that this bench belongs to from now on. */
  readonly onEnrolled?: (centralUrl: string) => void
}

export function storeRoom({ store, backups, onSettings, onEnrolled }: StoreNeeds) {
  const { profile } = store
  const centralUrl = () => profile.identity()?.centralUrl ?? null
  let knownUrl = centralUrl()
  const stopListening = store.onCommit((touched) => {
    if (!touched.has('profile')) return
    onSettings?.(profile.settings())
    const url = centralUrl()
    if (url !== null && url !== knownUrl) onEnrolled?.(url)
    knownUrl = url
  })
  return {
    handlers: {
      'bench/saveSettings': (settings) =>
        saving(() => {
          store.transact(() => profile.saveSettings(settings))
          return ok(settings)
        }),
      'bench/noticesRead': () =>
        saving(() => {
          profile.forgetNotices()
          return ok(null)
        }),
    },
    stop() {
      stopListening()
      backups.stop()
    },
  } satisfies Room
}
