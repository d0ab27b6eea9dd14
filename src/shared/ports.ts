// Every source of chance is a port: simulation and tests replace these, nothing else.

/** Wall time for people, monotonic time for durations; both in milliseconds. Order never comes from either. */
export interface Clock {
  wallMs(): number
  monotonicMs(): number
}

/** Runs `run` once after `delayMs`; the returned function cancels it and may be called at any time. */
export interface Timers {
  after(delayMs: number, run: () => void): () => void
}

/** Uniform in [0, 1). Used for back-off jitter only; never for secrets. */
export interface Random {
  next(): number
}

/** New time-ordered ids (UUIDv7) for intents and other rows that a bench creates. */
export interface Ids {
  next(): string
}

/** Bytes for tokens, codes and client secrets, from a secure source. */
export interface SecretBytes {
  bytes(count: number): Uint8Array
}
