// The card that lies open says what is known now: central, or another bench, may have changed its vial since it was opened.
import type { InventoryRow } from '../../shared/views/inventory'
import { ask } from '../bridge'
import { hideScanned, type ShownVial, useView } from './view'

/** Without a sound, and never a card that was closed meanwhile. */
export async function followCard(): Promise<void> {
  const { vial } = useView.getState()
  if (vial?.kind === 'scanned') await followReader()
  if (vial?.kind === 'chosen') await followChosen(vial.container)
}

async function followReader(): Promise<void> {
  const answer = await ask('reader/get', undefined)
  if (!answer.ok) return
  if (answer.value === null) hideScanned()
  else replaceCard({ kind: 'scanned', shown: answer.value }, ({ kind }) => kind === 'scanned')
}

async function followChosen(before: InventoryRow): Promise<void> {
  const answer = await ask('inventory/vial', { containerId: before.id })
  if (!answer.ok) return
  const next: ShownVial = { kind: 'chosen', container: answer.value ?? before, isGone: answer.value === null }
  replaceCard(next, (vial) => vial.kind === 'chosen' && vial.container.id === before.id)
}

const replaceCard = (next: ShownVial, isIt: (shown: ShownVial) => boolean): void =>
  useView.setState(({ vial }) => (vial !== null && isIt(vial) ? { vial: next } : {}))
