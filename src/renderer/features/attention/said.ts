/** What was done last. */
export type Said = { readonly kind: 'verified'; readonly vial: string } | { readonly kind: 'closed' }
