import { describe, expect, it } from 'vitest'
import { allTargets, chosen, nameOf, verdicts } from '../../../scripts/package/targets.mjs'

const linux = {
  platform: 'linux' as const,
  arch: 'x64',
  isOnGitHub: true,
  hasDpkgDeb: true,
  hasRpmbuild: true,
  hasWine: true,
  isStandIn: false,
}
const buildable = (machine: typeof linux) =>
  verdicts(allTargets, machine)
    .filter(({ can }) => can)
    .map(nameOf)

describe('what can be packed', () => {
  it('is everything but macOS on a networked Linux with all tools', () => {
    expect(
      verdicts(allTargets, linux)
        .filter(({ can }) => !can)
        .map(nameOf),
    ).toEqual(['darwin-x64 dmg', 'darwin-arm64 dmg'])
  })

  it('is deb and tar.gz of this machine where only a package registry is in reach', () => {
    const offline = { ...linux, isOnGitHub: false, isStandIn: true, hasWine: false }
    expect(buildable(offline)).toEqual(['linux-x64 deb', 'linux-x64 tar.gz'])
    expect(buildable({ ...offline, hasDpkgDeb: false })).toEqual(['linux-x64 tar.gz'])
  })

  it('says one reason for each that is left out', () => {
    const refused = verdicts(allTargets, { ...linux, hasRpmbuild: false, hasWine: false }).flatMap((verdict) =>
      verdict.can ? [] : [[nameOf(verdict), verdict.why]],
    )
    expect(refused).toContainEqual(['linux-x64 rpm', 'rpmbuild is missing; install it with: apt-get install rpm'])
    expect(refused.every(([, why]) => (why ?? '').length > 0)).toBe(true)
  })

  it('is chosen by format or by platform', () => {
    expect(chosen([])).toEqual(allTargets)
    expect(chosen(['deb']).map(nameOf)).toEqual(['linux-x64 deb', 'linux-arm64 deb'])
    expect(chosen(['darwin'])).toHaveLength(2)
  })
})
