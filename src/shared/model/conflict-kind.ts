// What a conflict can be, and the ways out of it.

export type ConflictKind =
  | 'cancelledCentrally'
  | 'tagUsedElsewhere'
  /** What is on the vial can be no vial's tag. */
  | 'unfitTag'
  | 'taggedOtherwise'
  | 'otherBench'
  /** Central has nothing, or something else, under the number of what the person saw: it was restored from a backup. */
  | 'notAsSeen'
  | 'rightWithdrawn'
  | 'deviceExecuting'
  | 'placeTaken'
  /** Central can't make the procedure that was asked for. */
  | 'cannotBeMade'
  /** Central's procedure is in another state than this bench's act needs, for none of the reasons above. */
  | 'movedOn'
  /** No state of central could accept it: a fault of a program, or another facility's work. */
  | 'impossible'

/** What staff can choose where bench and central disagree. */
export const conflictChoices = [
  /** Central's state stands; the bench's act is withdrawn. Always offered, always safe. */
  'keepCentral',
  /** The same act again, on central's current state, by the person at the bench. */
  'doAgain',
  /** The act is withdrawn and the vial goes back on the reader, for another tag or place. */
  'tagAgain',
  /** Central's tag of this vial is released and the bench's put in its place. */
  'useOurTag',
] as const
export type ConflictChoice = (typeof conflictChoices)[number]
