/** Ends each `switch` over a union, so that the compiler names the case that is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
