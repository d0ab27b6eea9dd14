// What an Electron that runs from source gets: the runtime's environment, and the switches this machine makes necessary.
import { ask } from './children.mjs'
import { say } from './say.mjs'

/**
 * Switches without which Chromium would not start here; says so, since they make the sandbox weaker.
 * @returns {string[]}
 */
export function chromiumSwitches() {
  if (process.platform !== 'linux') return []
  if (process.getuid?.() === 0) {
    say("  Chromium's sandbox can't run as root, so Cryobench starts with --no-sandbox.")
    return ['--no-sandbox']
  }
  if (!ask('unshare', ['--user', 'true']).ok) {
    say(
      "  Chromium's sandbox needs user namespaces, which this system does not allow, so Cryobench starts with --no-sandbox.",
    )
    return ['--no-sandbox']
  }
  return []
}
