import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../../scripts/lib/paths.mjs'
import { roles } from '../../../src/shared/model/person'
import { holdersOf, isReserved, may, type Right, rights, roleFor, whyNot } from '../../../src/shared/rights'

const all = Object.keys(rights) as Right[]
const reserved: readonly Right[] = [
  'procedure.accept',
  'procedure.cancel',
  'vial.verifyUnscanned',
  'loss.close',
  'procedure.end',
  'conflict.resolveDecision',
  'conflict.override',
  'backup.restore',
]

describe('rights', () => {
  it.each(all)('%s: nobody has it without being signed in', (right) => {
    expect(whyNot(null, right)).toEqual({ kind: 'nobodySignedIn' })
  })

  it.each(all)('%s is a supervisor’s alone, or everybody’s', (right) => {
    const isReservedHere = reserved.includes(right)
    expect(whyNot({ role: 'staff' }, right)).toEqual(
      isReservedHere ? { kind: 'notEntitled', why: 'onlySupervisor' } : null,
    )
    expect(may({ role: 'supervisor' }, right)).toBe(true)
    expect(isReserved(right)).toBe(isReservedHere)
    expect(roleFor(right)).toBe(isReservedHere ? 'supervisor' : 'staff')
  })

  it('name whom to ask', () => {
    const people = roles.map((role) => ({ role, name: `a ${role}` }))
    expect(holdersOf(people, 'backup.restore').map(({ name }) => name)).toEqual(['a supervisor'])
    expect(holdersOf(people, 'tag.assign')).toEqual(people)
  })
})

describe('a role', () => {
  const quoted = `['"](?:${roles.join('|')})['"]`
  const compares = new RegExp(`(?:[=!]==?|case|includes\\()\\s*${quoted}|${quoted}\\s*[=!]==?`)
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  )

  it.each(["role === 'staff'", "case 'supervisor':", "['supervisor'].includes('staff')"])(
    'is compared in %s',
    (text) => {
      expect(compares.test(text)).toBe(true)
    },
  )

  it('is compared nowhere but in the table of rights', () => {
    expect(files.filter((name) => compares.test(readFileSync(join(root, 'src', name), 'utf8')))).toEqual([])
  })
})
