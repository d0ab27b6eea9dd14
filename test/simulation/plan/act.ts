// One act of a plan: something that people, networks, disks or clocks do at a time. `chance` seeds whatever it leaves open.

export type BenchAct =
  | { readonly kind: 'tag'; readonly steps: number }
  | { readonly kind: 'fiddle' }
  | { readonly kind: 'addCane' }
  | { readonly kind: 'accept' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'lookAround' }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'workOffline'; readonly ms: number }

export type Fault =
  | { readonly kind: 'storm'; readonly ms: number; readonly force: number }
  | {
      readonly kind: 'cut'
      readonly bench: number
      readonly ms: number
      readonly way: 'there' | 'back' | 'both'
      readonly refuses: boolean
    }
  | { readonly kind: 'kill'; readonly bench: number; readonly ms: number }
  | { readonly kind: 'killInCommit'; readonly bench: number; readonly commits: number; readonly isAfter: boolean }
  | { readonly kind: 'powerCut'; readonly bench: number; readonly ms: number }
  | { readonly kind: 'quit'; readonly bench: number; readonly ms: number }
  | { readonly kind: 'sleep'; readonly bench: number; readonly ms: number }
  | { readonly kind: 'diskFull'; readonly bench: number; readonly ms: number }
  | { readonly kind: 'ioError'; readonly bench: number; readonly commits: number }
  | { readonly kind: 'clock'; readonly bench: number | 'central'; readonly byMs: number }
  | { readonly kind: 'image'; readonly bench: number }
  | { readonly kind: 'restoreImage'; readonly bench: number }
  | { readonly kind: 'revokeBench'; readonly bench: number; readonly ms: number }
  | { readonly kind: 'killCentral'; readonly ms: number }
  | { readonly kind: 'killCentralInCommit'; readonly commits: number; readonly isAfter: boolean; readonly ms: number }
  | { readonly kind: 'centralDiskFull'; readonly ms: number }
  | { readonly kind: 'centralIoError'; readonly commits: number }
  | { readonly kind: 'backUpCentral' }
  /** `orders`: of integrations, before any bench is back. */
  | { readonly kind: 'restoreCentral'; readonly ms: number; readonly orders: number }
  /** Never comes back, nor does its disk. */
  | { readonly kind: 'lose'; readonly bench: number }

export type Act =
  | (BenchAct & { readonly bench: number })
  | Fault
  | { readonly kind: 'requestStore'; readonly facility: 0 | 1; readonly vials: number }
  | { readonly kind: 'requestRetrieval'; readonly facility: 0 | 1; readonly vials: number }
  | { readonly kind: 'device'; readonly facility: 0 | 1; readonly ms: number; readonly failRate: number }
  | { readonly kind: 'changeRole'; readonly facility: 0 | 1; readonly person: number }

export interface Planned {
  readonly atMs: number
  /** Its place in the whole plan: stays the same when others are left out. */
  readonly number: number
  readonly act: Act
}

export interface Plan {
  readonly seed: number
  /** The facility of each bench. */
  readonly benches: readonly (0 | 1)[]
  /** How wrong each bench's clock is from the beginning, milliseconds. */
  readonly ahead: readonly number[]
  readonly acts: readonly Planned[]
  readonly endMs: number
  /** Central counts its numbers on from the last one that its database has, whatever its clock says. */
  readonly givesNumbersAgain: boolean
}

const faults: Readonly<Record<Fault['kind'], true>> = {
  storm: true,
  cut: true,
  kill: true,
  killInCommit: true,
  powerCut: true,
  quit: true,
  sleep: true,
  diskFull: true,
  ioError: true,
  clock: true,
  image: true,
  restoreImage: true,
  revokeBench: true,
  killCentral: true,
  killCentralInCommit: true,
  centralDiskFull: true,
  centralIoError: true,
  backUpCentral: true,
  restoreCentral: true,
  lose: true,
}

export const isFault = (act: Act): act is Fault => act.kind in faults
