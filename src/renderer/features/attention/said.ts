import type { InventoryRow } from '../../../shared/views/inventory'

/** What was done last, here or by somebody else about the vial that was open. */
export type Said =
  | { readonly kind: 'verified'; readonly vial: string }
  | { readonly kind: 'closed' }
  /** `row`: as central has it now; null if it has it no more. */
  | { readonly kind: 'elsewhere'; readonly vial: string; readonly row: InventoryRow | null }

/** What is said when the vial that was open is not to be verified any more; null while it is, or was verified here. */
export function saidOfLeft(vial: string, row: InventoryRow | null): Said | null {
  const isDoneHere = row !== null && (row.verify !== null || row.verifiedHere !== null)
  return isDoneHere ? null : { kind: 'elsewhere', vial, row }
}
