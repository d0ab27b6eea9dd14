// npm run e2e: the end-to-end tests.
import { drive, PLAYWRIGHT, TESTS_AT_ONCE } from './in-electron.mjs'

/** @param {string[]} args switches of Playwright */
export const run = (args) => drive(PLAYWRIGHT, ['test', '--project=e2e', ...args], TESTS_AT_ONCE)
