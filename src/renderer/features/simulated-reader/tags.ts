import { writtenBytes } from '../../../shared/model/tag'
import type { InventoryRow } from '../../../shared/views/inventory'

/** A tag as label printers number them: a fixed beginning and twelve digits of chance. */
export function newTag(random: () => number): string {
  let serial = ''
  for (let digit = 0; digit < 12; digit += 1)
    serial += Math.floor(random() * 16)
      .toString(16)
      .toUpperCase()
  return `E28011606000${serial}`
}

/** A tag as a person wrote it, whatever stands between its digits, or what no vial can have; null if it is no bytes. */
export const typedTag = (text: string): string | null => writtenBytes(text) ?? null

/** A stored tag of this subject, or of any other; null when none is among the rows. */
export function storedTag(
  rows: readonly InventoryRow[],
  subject: string | null,
  whose: 'own' | 'foreign',
): string | null {
  const wanted = rows.find((row) => row.tag !== null && (whose === 'own') === (row.subjectCode === subject))
  return wanted?.tag ?? null
}
