import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorsIn } from '../../../../../src/main/engine/health/log-tail'

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
