// Stands in for polkit where no session runs: `pkexec` asks this process, which is root, and may run the package's helper only.
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const helper = '/usr/lib/cryobench/update-helper'

/** Hands its arguments over and ends as the other end says. */
const pkexec = (socket: string) => `#!${process.execPath}
const socket = require('node:net').connect(${JSON.stringify(socket)})
socket.end(JSON.stringify(process.argv.slice(2)))
let answer = ''
socket.on('data', (chunk) => { answer += chunk })
socket.on('end', () => {
  const { code, said } = JSON.parse(answer)
  process.stderr.write(said)
  process.exitCode = code
})
`

export interface Polkit {
  /** For the front of PATH. */
  readonly folder: string
  /** Commands of the helper that ran. */
  readonly ran: string[]
  close(): void
}

export async function startPolkit(): Promise<Polkit> {
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-polkit-'))
  const ran: string[] = []
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let asked = ''
    socket.on('data', (chunk) => {
      asked += String(chunk)
    })
    socket.on('end', () => {
      const [, program, command = '', ...rest]: string[] = JSON.parse(asked)
      if (program !== helper) {
        socket.end(JSON.stringify({ code: 127, said: 'not permitted' }))
        return
      }
      execFile(program, [command, ...rest], { env: {} }, (error, stdout, stderr) => {
        ran.push(command)
        socket.end(JSON.stringify({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr }))
      })
    })
  })
  const socket = join(folder, 'socket')
  await new Promise<void>((done) => server.listen(socket, done))
  chmodSync(folder, 0o755)
  chmodSync(socket, 0o777)
  writeFileSync(join(folder, 'pkexec'), pkexec(socket), { mode: 0o755 })
  return {
    folder,
    ran,
    close() {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
