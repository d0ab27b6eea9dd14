// Runs the stages of a check one after the other, shows each with its time, and counts tests over all runners.
import fs from 'node:fs'
import path from 'node:path'
import { inRoot } from './paths.mjs'
import { Stop, say, seconds } from './say.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ title: string, report?: string, needs?: string, run: () => Promise<number> }} Stage
 *   run answers an exit code; report is the JSON file its runner writes; needs names a stage without which it makes no sense
 */

export const reportFile = (/** @type {string} */ name) => inRoot('out', 'reports', `${name}.json`)

/**
 * @typedef {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number }} VitestReport
 * @typedef {{ stats: { expected: number, flaky: number, unexpected: number, skipped: number } }} PlaywrightReport
 */

/**
 * What a runner's JSON report counts; nothing without a report.
 * @param {VitestReport | PlaywrightReport | undefined} report
 * @returns {Counts}
 */
export function countsOf(report) {
  if (report && 'stats' in report) {
    const { expected, flaky, unexpected, skipped } = report.stats
    return { passed: expected + flaky, failed: unexpected, skipped }
  }
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report ?? {}
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

/**
 * A stage that failed without a failed test (types, lint, a file that could not be loaded) counts as one failure, so
 * that the count never says 0 when the exit code says otherwise.
 * @param {number} code
 * @param {Counts} counts
 * @returns {Counts}
 */
export const withFailureOf = (code, counts) => (code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts)

/**
 * @param {readonly Stage[]} stages
 * @param {(line: string) => void} [tell]
 * @returns {Promise<Counts>}
 */
export async function runStages(stages, tell = say) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  /** @type {{ title: string, line: string }[]} */
  const results = []
  /** @type {Set<string>} */
  const failedTitles = new Set()
  for (const stage of stages) {
    if (stage.needs && failedTitles.has(stage.needs)) {
      failedTitles.add(stage.title)
      total.failed += 1
      results.push({ title: stage.title, line: `not run, since ${stage.needs} failed` })
      continue
    }
    tell(`\n== ${stage.title}`)
    const start = performance.now()
    if (stage.report) fs.rmSync(stage.report, { force: true })
    const code = await codeOf(stage)
    const counts = withFailureOf(code, countsOf(read(stage.report)))
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped
    if (code !== 0) failedTitles.add(stage.title)
    const tests = stage.report ? `, ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : ''
    results.push({ title: stage.title, line: `${code === 0 ? 'ok' : 'FAILED'} in ${seconds(start)}${tests}` })
  }
  const width = Math.max(...results.map(({ title }) => title.length))
  tell('')
  for (const { title, line } of results) tell(`${title.padEnd(width)}  ${line}`)
  return total
}

/** @param {Stage} stage */
async function codeOf(stage) {
  try {
    return await stage.run()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    say(error.message)
    return error.exitCode
  }
}

/** @param {string | undefined} report */
function read(report) {
  if (!report || !fs.existsSync(report)) return undefined
  return JSON.parse(fs.readFileSync(report, 'utf8'))
}

/** @param {Counts} total the last line of output, by itself */
export function printCounts({ passed, failed, skipped }) {
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
}

/** @param {string} report */
export const vitestReporters = (report) => {
  fs.mkdirSync(path.dirname(report), { recursive: true })
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
}
