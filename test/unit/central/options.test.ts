import { describe, expect, test } from 'vitest'
import { commandLine } from '../../../src/central/options'

const parsed = (...args: string[]) => commandLine(args)

describe('the command line of central', () => {
  test('has defaults for all but the folder', () => {
    expect(parsed('--data', 'd')).toEqual({
      ok: true,
      value: { kind: 'run', host: '127.0.0.1', port: 7411, folder: 'd', requestsPerMinute: 60, sample: null },
    })
  })

  test('asks for a sample by its size too; the last of two values counts', () => {
    expect(parsed('--data', 'd', '--sample')).toMatchObject({ value: { sample: { size: 400, seed: 1 } } })
    expect(
      parsed('--port', '0', '--data', 'd', '--sample-size', '1000000', '--seed', '7', '--port', '80'),
    ).toMatchObject({
      value: { port: 80, sample: { size: 1_000_000, seed: 7 } },
    })
  })

  test('takes a PostgreSQL database instead of a folder, and its password from elsewhere', () => {
    const url = 'postgres://central@db.example:5432/cryo?sslmode=require'
    expect(commandLine(['--database', url], 'secret')).toMatchObject({
      value: { database: { url, password: 'secret' } },
    })
    expect(commandLine(['--database', url])).toMatchObject({ value: { database: { url } } })
    expect(parsed('--database', url)).not.toHaveProperty('value.folder')
  })

  test.each([
    [['--port', '0']],
    [['--database', '']],
    [['--database', 'mysql://x/y']],
    [['--database', 'postgres://']],
    [['--database', 'postgres://x/y', '--data', 'd']],
    [['--data', '']],
    [['--data', 'd', '--port', '65536']],
    [['--data', 'd', '--port', '-1']],
    [['--data', 'd', '--sample-size', '0']],
    [['--data', 'd', '--seed', '1.5']],
    [['--data', 'd', '--requests-per-minute', '0']],
    [['--data', 'd', 'stray']],
    [['--dada', 'd']],
  ])('%j is refused in one line', (args) => {
    const result = commandLine(args)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.problem).toMatch(/^[^\n]+$/)
  })
})
