/**
 * Why central refused an act, as it arrived: `kind` may be one that this program doesn't know yet, and the data is unchecked. What this
 * program knows of it is a row of `table.ts`; its words are in the language files, which take the data as their values.
 */
export interface ToldProblem {
  readonly kind: string
  readonly [detail: string]: unknown
}
