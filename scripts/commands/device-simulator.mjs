// npm run device-simulator: a storage device that isn't there.
import { runBuilt } from './built-program.mjs'

/** @param {string[]} args switches of the device simulator */
export const run = (args) => runBuilt('device-simulator.cjs', args)
