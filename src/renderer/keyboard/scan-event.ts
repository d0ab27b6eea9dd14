// How a scan reaches the field that takes codes, before it is filled with it.
import type { ScanText } from './scan-text'

/** Whoever fills the field in another way prevents it. */
export const scanEvent = 'bench-scan'

declare global {
  interface WindowEventMap {
    readonly [scanEvent]: CustomEvent<ScanText>
  }
}
