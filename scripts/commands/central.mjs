// npm run central: the central service by itself.
import { runBuilt } from './built-program.mjs'

/** @param {string[]} args switches of central */
export const run = (args) => runBuilt('central.cjs', args)
