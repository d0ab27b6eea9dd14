import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanedLog, cleanedOf, cleanedPolicy } from '../../../../../src/main/engine/health/diagnostics/clean'
import { errorsIn } from '../../../../../src/main/engine/health/log-tail'
import { movesAfter } from '../../../../../src/main/engine/readers/moves'
import { readerId } from '../../../../../src/shared/model/reader'
import { aReader } from '../../../../support/builders/snapshots'

describe('what leaves with a diagnostics file', () => {
  it.each([
    ['{"central":"https://c","enrol":"ABCD-1234"}', { central: 'https://c', enrol: '[code]' }, ['ABCD-1234']],
    ['{"kiosk":true}', { kiosk: true }, []],
    ['{"enrol":7}', { enrol: '[code]' }, []],
    ['[1]', 'no object', []],
    ['enrol = ABCD-1234', 'not JSON', []],
  ])('of the policy %s', (text, policy, known) => {
    expect(cleanedPolicy(text)).toEqual({ policy, known })
  })

  it('has no known secret in it, wherever it stood', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 6 }), fc.string(), (before, secret, after) => {
        expect(cleanedOf([secret])(`${before}${secret}${after}`)).not.toContain(secret)
      }),
    )
  })

  it('cleans what a log said, and leaves its lines lines', () => {
    const line = JSON.stringify({ level: 'error', text: 'asked with {"token":"a\\"b"} and Bearer xyz' })
    const [first, second] = cleanedLog(`${line}\nplain --enrol SECRET-CODE`, cleanedOf([])).split('\n')
    expect(JSON.parse(first ?? '').text).toBe('asked with {"token":"[secret]"} and Bearer [token]')
    expect(second).toBe('plain --enrol [code]')
  })
})

describe("the log's tail", () => {
  const line = (level: string, text: string) =>
    JSON.stringify({ level, time: '2030-01-01T00:00:00.000Z', part: 'shell', text })
  it('has warnings and errors only, newest first, and leaves out what is none', () => {
    const log = [
      'cut short"}',
      line('info', 'a'),
      line('warn', 'b'),
      'null',
      line('error', 'c'),
      '{"level":"error"}',
    ].join('\n')
    expect(errorsIn(log).map(({ text }) => text)).toEqual(['c', 'b'])
  })

  it('is total', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (lines) => void errorsIn(lines.join('\n'))))
  })
})

describe("readers' moves", () => {
  const a = aReader({ id: readerId('a') })
  const away = aReader({ id: readerId('a'), connection: { kind: 'reconnecting', sinceMs: 1, attempt: 1 } })
  it.each([
    ['a new one', [], [a], ['a ready']],
    ['one that went away', [a], [away], ['a reconnecting']],
    ['one that is no longer listed', [a], [], ['a absent']],
    [
      'one that only tries again',
      [away],
      [{ ...away, connection: { kind: 'reconnecting', sinceMs: 1, attempt: 2 } }],
      [],
    ],
  ] as const)('%s', (_name, before, after, moves) => {
    expect(movesAfter([], before, after, 7).map(({ id, connection }) => `${id} ${connection}`)).toEqual(moves)
  })

  it('are the last hundred', () => {
    let moves = movesAfter([], [], [a], 0)
    for (let at = 1; at < 300; at++) moves = movesAfter(moves, at % 2 ? [a] : [away], at % 2 ? [away] : [a], at)
    expect(moves).toHaveLength(100)
    expect(moves.at(-1)?.atMs).toBe(299)
  })
})
