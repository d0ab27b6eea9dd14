// What the scripts tell the person: always on stderr, since stdout belongs to the program that is started.

/** The command can't go on; the message is the one sentence that says what is missing. */
export class Stop extends Error {
  /**
   * @param {string} message one sentence
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** @param {string} line */
export const say = (line) => {
  process.stderr.write(`${line}\n`)
}

/** @param {number} since from performance.now() */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/**
 * Says what is being done, does it, and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now()
  say(`- ${title} …`)
  const value = await work()
  say(`  ${seconds(start)}`)
  return value
}
