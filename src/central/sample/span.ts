export const dayMs = 24 * 60 * 60_000
/** How far back the sample's oldest vials go. */
export const oldestMs = 900 * dayMs
