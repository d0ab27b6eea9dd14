// What a facility lays down for its work, beyond the rules that hold everywhere. Central decides by it; benches know it to show what will be.

export interface FacilityRules {
  /** Nobody lets vials out of storage alone: a retrieval that a supervisor makes needs another one's approval too. */
  readonly twoPeople: boolean
}

export const usualRules: FacilityRules = { twoPeople: false }
