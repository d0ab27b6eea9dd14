// What of a bench's records a commit has changed.
export type Touched =
  | 'procedures'
  | 'places'
  | 'devices'
  | 'outbox'
  | 'tagging'
  | 'profile'
  | 'people'
  /** What somebody has to look after. */
  | 'attention'
  | 'containers'
  /** What is refused and unresolved, or how far a resolution has come. */
  | 'conflicts'
