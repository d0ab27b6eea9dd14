// Playwright reporter of the tour: passes on what the tour itself prints, and says why it failed if it did.

/**
 * @typedef {import('@playwright/test/reporter').Reporter} Reporter
 * @implements {Reporter}
 */
export default class TourReporter {
  printsToStdio() {
    return true
  }

  /** @param {string | Buffer} chunk */
  onStdOut(chunk) {
    process.stdout.write(chunk)
  }

  /** @param {string | Buffer} chunk */
  onStdErr(chunk) {
    process.stderr.write(chunk)
  }

  /**
   * @param {import('@playwright/test/reporter').TestCase} test
   * @param {import('@playwright/test/reporter').TestResult} result
   */
  onTestEnd(test, result) {
    for (const error of result.errors) process.stderr.write(`\n${test.title}: ${error.stack ?? error.message ?? ''}\n`)
  }

  /** @param {import('@playwright/test/reporter').TestError} error */
  onError(error) {
    process.stderr.write(`\n${error.stack ?? error.message ?? ''}\n`)
  }
}
