import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../../../scripts/commands.mjs'
import { inRoot } from '../../../scripts/lib/paths.mjs'
import { help as centralHelp } from '../../../src/central/cli/options'

const manifest: { scripts: Record<string, string> } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'))

describe('npm scripts', () => {
  it('are the commands, each by the same entry', () => {
    const expected = Object.keys(commands).map((name) => [name, `exec node scripts/run.mjs ${name}`])
    expect(manifest.scripts).toEqual(Object.fromEntries(expected))
  })

  it.each(Object.keys(commands))('%s explains itself on stdout, beginning with how it is called', (name) => {
    const help = execFileSync(process.execPath, [inRoot('scripts', 'run.mjs'), name, '--help'], { encoding: 'utf8' })
    expect(help).toMatch(new RegExp(`^npm (run )?(--silent )?${name}\\b`))
    expect(help.split('\n').length).toBeGreaterThan(3)
  })

  it('central names by it every switch that central has', () => {
    const switchesOf = (text: string) =>
      new Set([...text.matchAll(/^ +(--[a-z-]+)/gm)].flatMap(([, name = '']) => (name === '--help' ? [] : [name])))
    const help = commands.central?.help ?? ''
    expect(switchesOf(help)).toEqual(switchesOf(centralHelp))
    expect(help).toMatch(/--requests-per-minute .*bench/)
  })

  it('refuse an unknown command with the names of the known ones', () => {
    const run = (): string =>
      execFileSync(process.execPath, [inRoot('scripts', 'run.mjs'), 'strat'], { encoding: 'utf8', stdio: 'pipe' })
    expect(run).toThrow(/There is no command "strat"\. Available commands: start,/)
  })
})
