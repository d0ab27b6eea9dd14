// The contract's names without its parsers: what the preload needs. A name missing here does not compile.
import type { EventName, RequestName } from './contract'

export const requestNames: Readonly<Record<RequestName, true>> = {
  'bench/get': true,
  'bench/shown': true,
  'bench/saveSettings': true,
  'bench/syncNow': true,
  'bench/enrol': true,
  'people/switch': true,
  'worklist/get': true,
  'procedure/get': true,
  'retrieval/accept': true,
  'procedure/cancel': true,
  'tagging/get': true,
  'tagging/open': true,
  'tagging/stop': true,
  'tagging/undo': true,
  'tagging/skip': true,
  'tagging/goTo': true,
  'tagging/choosePlace': true,
  'places/tanks': true,
  'places/canes': true,
  'places/addCane': true,
  'devices/get': true,
  'inventory/search': true,
  'simulator/present': true,
  'simulator/remove': true,
  'simulator/garble': true,
  'simulator/plug': true,
}

export const eventNames: Readonly<Record<EventName, true>> = {
  'bench/changed': true,
  'worklist/changed': true,
  'tagging/changed': true,
  'devices/changed': true,
  'vial/found': true,
  'places/changed': true,
}
