import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const program = (body: string) =>
  `import { centralLogger, outputMayFail } from ${JSON.stringify(resolve('src/central/log.ts'))};${body}`

/** How it ends with an output that takes nothing. */
const exitCode = (body: string): Promise<number | null> =>
  new Promise((done) => {
    const full = openSync('/dev/full', 'w')
    const args = ['--import', 'tsx', '--input-type=module', '-e', program(body)]
    spawn(process.execPath, args, { stdio: ['ignore', full, full] }).once('exit', (code) => done(code))
  })

it.runIf(process.platform === 'linux')('central serves on though nobody can be told', async () => {
  const body = `
    outputMayFail()
    const log = centralLogger('info')
    process.stdout.write('ready')
    log.info('a')
    process.stderr.write('b')
    setTimeout(() => { log.info('c'); process.exit(7) }, 50)`
  expect(await exitCode(body)).toBe(7)
})
