import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { peopleFile } from '../../../../src/central/cli/people-file'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'people-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const person = (id: string, name: string, facilityId = 1) => ({ facilityId, id, name, role: 'staff' })
const read = (content: Buffer | readonly object[]) => {
  const file = join(folder, 'people.json')
  writeFileSync(file, Buffer.isBuffer(content) ? content : JSON.stringify(content))
  return peopleFile(file)
}
const sentence = (result: ReturnType<typeof peopleFile>) => (result.ok ? '' : result.problem)

test('people are read in one form', () => {
  const result = read([person(' anna\u00a0', 'Gro\u0308ße  Anna'), person('berta', 'Berta Größe')])
  expect(result).toMatchObject({ ok: true, value: [{ id: 'anna', name: 'Größe Anna' }, { id: 'berta' }] })
})

test('also with a byte order mark, as editors on Windows write it', () => {
  const text = `\ufeff${JSON.stringify([person('anna', 'Anna')])}`
  expect(read(Buffer.from(text)).ok).toBe(true)
})

test.each([
  ['anna', 'anna '],
  ['anna', 'Anna'],
  ['anna', '\u0430nna'],
])('%j and %j would become one person: refused', (a, b) => {
  expect(sentence(read([person(a, 'Anna Berg'), person(b, 'Somebody else')]))).toContain('two entries look the same')
})

test('so are two of one facility with one name', () => {
  expect(sentence(read([person('a', 'Anna Berg'), person('b', 'anna  berg')]))).toContain('look the same')
  expect(read([person('a', 'Anna Berg'), person('b', 'Anna Berg', 2)]).ok).toBe(true)
})

test('bytes that are not UTF-8 are no names', () => {
  const latin1 = Buffer.from(JSON.stringify([person('m', 'M\u00fcller'), person('n', 'M\u00f6ller')]), 'latin1')
  expect(sentence(read(latin1))).toMatch(/^--people: .* it is not UTF-8 text$/)
})

test('a character that nobody sees is named', () => {
  expect(sentence(read([person('anna\u200b', 'Anna')]))).toContain('U+200B')
})
