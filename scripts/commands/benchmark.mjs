// npm run benchmark: the figures of bench/RESULTS.md.
import { drive } from './in-electron.mjs'

/** @param {string[]} args switches of bench/main.ts */
export const run = (args) => drive('tsx/dist/cli.mjs', ['bench/main.ts', ...args])
