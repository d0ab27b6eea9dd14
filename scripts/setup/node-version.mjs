// Refuses a Node that is too old before anything else can fail in a way nobody understands.
import { Stop } from '../lib/say.mjs'

/** Node 20.18 is what the oldest Electron that the tests run on carries. */
const OLDEST = [20, 18]

/** @param {string} version such as 20.18.1 */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

export function checkNodeVersion() {
  if (!isNodeNewEnough(process.versions.node))
    throw new Stop(
      `Cryobench needs Node ${OLDEST.join('.')} or newer, but this is ${process.versions.node}; install a newer version from https://nodejs.org.`,
    )
}
