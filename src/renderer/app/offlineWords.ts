import type { MessageKey } from '../i18n/messages'
import type { Route } from '../stores/view'

const words = {
  worklist: 'offline.worklist',
  procedure: 'offline.worklist',
  tagging: 'offline.tagging',
  making: 'offline.making',
  storage: 'offline.storage',
  devices: 'offline.devices',
  conflicts: 'offline.conflicts',
  attention: 'offline.attention',
  settings: 'offline.settings',
  // Its own first card says it all.
  sync: null,
  health: null,
  enrolment: null,
} as const satisfies Readonly<Record<Route['kind'], MessageKey | null>>

/** What being without central means on a screen: what is old there, and what goes on. null: the screen says it itself. */
export const offlineWords = (route: Route['kind']): MessageKey | null => words[route]
