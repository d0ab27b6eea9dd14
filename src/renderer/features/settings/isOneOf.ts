/** Whether a control's value is one of ours. */
export const isOneOf = <Value extends string>(values: readonly Value[], value: string): value is Value =>
  values.some((each) => each === value)
