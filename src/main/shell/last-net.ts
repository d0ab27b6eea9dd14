// The last net below the shell: an error that nobody has caught is said to the log and to nobody's face. Electron's own answer is a box with a
// stack trace that holds up everything until somebody presses its button: engine not restarted, window not closed, SIGTERM unheard.
import { inspect } from 'node:util'

export interface NetNeeds {
  /** May throw: a net has no holes. */
  readonly say: (text: string) => void
  /** Too many: the program ends in order. Called once. */
  readonly end: () => void
  readonly monotonicMs: () => number
}

export interface LastNet {
  /** Takes what was thrown. Never throws. */
  caught(error: unknown): void
}

/** One now and then is a bug, and the bench goes on with it; more than these in a minute is a program that works no more. */
const mostErrors = 20
const withinMs = 60_000

export function lastNet({ say, end, monotonicMs }: NetNeeds): LastNet {
  let recent: number[] = []
  let hasEnded = false
  return {
    caught(error) {
      const nowMs = monotonicMs()
      recent = [...recent.filter((atMs) => nowMs - atMs < withinMs), nowMs]
      attempt(() => say(`Not caught: ${inspect(error)}`))
      if (recent.length <= mostErrors || hasEnded) return
      hasEnded = true
      attempt(() => say(`More than ${mostErrors} errors within a minute: Cryobench ends.`))
      attempt(end)
    },
  }
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // There is nothing below the last net.
  }
}

/** With a listener of ours Electron shows no box, and Node does not end the process. */
export function spreadNet({ caught }: LastNet, program: NodeJS.EventEmitter = process): void {
  program.on('uncaughtException', caught)
  program.on('unhandledRejection', caught)
}
