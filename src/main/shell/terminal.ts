// What is said to whoever started the program from a terminal. A terminal can be gone, and its file or pipe full: then nobody hears it.

let isGuarded = false

/** A line. Never throws. */
export function sayOnTerminal(text: string): void {
  try {
    if (!isGuarded) {
      // A pipe that breaks says so later, and without a listener that would be an error of the whole program.
      process.stderr.on('error', () => undefined)
      isGuarded = true
    }
    process.stderr.write(`${text}\n`)
  } catch {
    // Nobody is there to be told.
  }
}
