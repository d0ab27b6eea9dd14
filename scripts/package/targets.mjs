// Which packages can be built where the command runs, and why the others can't. Pure.

/**
 * @typedef {'linux' | 'win32' | 'darwin'} Platform
 * @typedef {'x64' | 'arm64'} Arch
 * @typedef {'deb' | 'tar.gz' | 'AppImage' | 'rpm' | 'nsis' | 'portable' | 'dmg' } Format
 * @typedef {{ platform: Platform, arch: Arch, format: Format }} Target
 * @typedef {Target & { can: true } | Target & { can: false, why: string }} Verdict
 * @typedef {{ platform: NodeJS.Platform, arch: string, isOnGitHub: boolean, hasDpkgDeb: boolean, hasRpmbuild: boolean, hasWine: boolean, isStandIn: boolean }} Machine
 */

/** @type {readonly { platform: Platform, formats: readonly Format[] }[]} */
const TABLE = [
  { platform: 'linux', formats: ['deb', 'tar.gz', 'AppImage', 'rpm'] },
  { platform: 'win32', formats: ['nsis', 'portable'] },
  { platform: 'darwin', formats: ['dmg'] },
]

/** @type {readonly Arch[]} */
const ARCHES = ['x64', 'arm64']

/** @type {readonly Target[]} */
export const allTargets = TABLE.flatMap(({ platform, formats }) =>
  ARCHES.flatMap((arch) => formats.map((format) => ({ platform, arch, format }))),
)

/** @param {Target} target */
export const nameOf = ({ platform, arch, format }) => `${platform}-${arch} ${format}`

/**
 * @param {Target} target
 * @param {Machine} machine
 * @returns {string | undefined} one reason why not
 */
function whyNot({ platform, arch, format }, machine) {
  if (platform === 'darwin' && machine.platform !== 'darwin') return 'macOS packages can only be built on macOS'
  const isForHere = platform === machine.platform && arch === machine.arch
  if (!isForHere && machine.isStandIn) return 'the stand-in Electron only supports this kind of machine'
  if (!isForHere && !machine.isOnGitHub)
    return 'Electron for other kinds of machine comes from GitHub, which could not be reached'
  switch (format) {
    case 'tar.gz':
      return undefined
    case 'deb':
      return machine.isOnGitHub || machine.hasDpkgDeb
        ? undefined
        : 'dpkg-deb is missing, and GitHub could not be reached'
    case 'rpm':
      if (!machine.isOnGitHub) return "electron-builder's tools for it come from GitHub"
      return machine.hasRpmbuild ? undefined : 'rpmbuild is missing; install it with: apt-get install rpm'
    case 'nsis':
    case 'portable':
      if (!machine.isOnGitHub) return "electron-builder's tools for it come from GitHub"
      return machine.platform === 'win32' || machine.hasWine
        ? undefined
        : 'it needs wine to set the icon and version, and wine is missing'
    default:
      return machine.isOnGitHub ? undefined : "electron-builder's tools for it come from GitHub"
  }
}

/**
 * @param {readonly Target[]} targets
 * @param {Machine} machine
 * @returns {readonly Verdict[]}
 */
export const verdicts = (targets, machine) =>
  targets.map((target) => {
    const why = whyNot(target, machine)
    return why === undefined ? { ...target, can: true } : { ...target, can: false, why }
  })

/**
 * @param {readonly string[]} wanted formats or platforms, such as "deb" or "win32"; none means all
 * @returns {readonly Target[]}
 */
export function chosen(wanted) {
  if (wanted.length === 0) return allTargets
  return allTargets.filter((target) => wanted.some((name) => name === target.format || name === target.platform))
}
