// One reader, one program: of two that take the same tag, both would say that it is saved. hidapi opens exclusively on macOS only, so on
// the others a name that the system gives to one process at a time stands for the device: whichever user, whichever folder. The system
// takes it back when the process ends, however it ends. Reasons: docs/decisions/0070-one-program-a-reader.md.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { errorCode } from '../../../../shared/error-text'
import { ok, type Result, refused } from '../../../../shared/result'
import { hidrawName } from './problems'

export type Unlock = () => Promise<void>

/** Takes the device at this path for this process. Busy: another one has it, or this one has not given it back yet. */
export async function lockDevice(path: string): Promise<Result<Unlock, { readonly kind: 'busy' }>> {
  const name = await lockName(path, process.platform)
  if (name === null) return ok(async () => undefined)
  return new Promise((resolve) => {
    // Nobody has anything to say over it.
    const server = createServer((socket) => socket.destroy())
    server.unref()
    server.once('error', (error) => {
      // Where the system gives no such name at all, a bench works as before: nothing would be gained by having no reader.
      resolve(errorCode(error) === 'EADDRINUSE' ? refused({ kind: 'busy' }) : ok(async () => undefined))
    })
    server.listen(name, () => resolve(ok(() => new Promise<void>((done) => server.close(() => done())))))
  })
}

/** Null where the system itself lets one program in only. */
export async function lockName(path: string, platform: NodeJS.Platform): Promise<string | null> {
  // Pipes have no folders, and their names may be as long as this.
  if (platform === 'win32') return `\\\\.\\pipe\\cryobench-reader-${digest(path.toLowerCase())}`
  // A leading zero byte: a name of the kernel's (unix(7), abstract), which needs no folder that all users may write to.
  return platform === 'linux' ? `\0cryobench-reader-${digest(await deviceBehind(path))}` : null
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** The device itself, by what the kernel says of it: a path is soon another device's. */
async function deviceBehind(path: string): Promise<string> {
  const name = hidrawName(path)
  if (name === undefined) return path
  const files = [`/sys/class/hidraw/${name}/dev`, `/sys/class/hidraw/${name}/device/uevent`]
  // Not there any more: opening it will say so.
  return Promise.all(files.map((file) => readFile(file, 'utf8'))).then(
    (texts) => texts.join(''),
    () => path,
  )
}
