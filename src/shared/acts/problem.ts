/** Why central refused what this bench asked: `kind` is looked up in the language files, with the rest as its values. */
export interface IntentProblem {
  readonly kind: string
  readonly [detail: string]: unknown
}
