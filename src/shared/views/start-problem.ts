// Why the program could not start: what its window says instead of a bench.

export type FolderTrouble = 'notAFolder' | 'readOnly' | 'notPermitted' | 'full' | 'other'

/** `sentence`: one line in English for IT, as it stands on standard error too. */
export type StartProblem =
  | { readonly kind: 'switch'; readonly sentence: string }
  | { readonly kind: 'policy'; readonly sentence: string }
  | { readonly kind: 'folder'; readonly sentence: string; readonly why: FolderTrouble; readonly path: string }
  /** A bug, or a damaged installation. */
  | { readonly kind: 'broken'; readonly sentence: string }

export type StartProblemKind = StartProblem['kind']
