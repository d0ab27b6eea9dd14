// What the screen shows on which a procedure is made.

/** A subject as this bench knows it. `unknown`: central may know it all the same. */
export type SubjectFound =
  | { readonly kind: 'known'; readonly code: string }
  | { readonly kind: 'several'; readonly codes: readonly string[] }
  | { readonly kind: 'unknown'; readonly code: string }
