// An update server as an administrator's web server would be one: a folder. And with what goes wrong on the way from it.
import { closeSync, createReadStream, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export interface UpdateServer {
  readonly url: string
  /** What was asked for, with the byte that it began at. */
  readonly asked: { readonly path: string; readonly from: number }[]
  /** Bytes a second from now on. */
  throttle(bytesPerSecond: number | null): void
  /** Each package has another last byte than it was signed with. */
  damage(damaged: boolean): void
  close(): Promise<void>
}

export async function startUpdateServer(folder: string): Promise<UpdateServer> {
  const asked: UpdateServer['asked'] = []
  let bytesPerSecond: number | null = null
  let damaged = false

  const send = (path: string, from: number, response: ServerResponse) => {
    const { size } = statSync(path)
    if (damaged && path.endsWith('.deb')) {
      const bytes = readFileSync(path)
      bytes.writeUInt8(bytes.readUInt8(size - 1) ^ 1, size - 1)
      response.end(bytes.subarray(from))
      return
    }
    if (bytesPerSecond === null) {
      createReadStream(path, { start: from }).pipe(response)
      return
    }
    let at = from
    const file = openSync(path, 'r')
    const step = Math.ceil(bytesPerSecond / 20)
    const timer = setInterval(() => {
      if (bytesPerSecond === null) {
        clearInterval(timer)
        createReadStream(path, { start: at }).pipe(response)
        return
      }
      const chunk = Buffer.alloc(Math.min(step, size - at))
      readSync(file, chunk, 0, chunk.length, at)
      response.write(chunk)
      at += chunk.length
      if (at < size) return
      clearInterval(timer)
      response.end()
    }, 50)
    response.once('close', () => {
      clearInterval(timer)
      closeSync(file)
    })
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://server')
    const path = join(folder, pathname)
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    asked.push({ path: pathname, from })
    if (!existsSync(path) || statSync(path).isDirectory()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(from > 0 ? 206 : 200)
    send(path, from, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    throttle: (rate) => {
      bytesPerSecond = rate
    },
    damage: (is) => {
      damaged = is
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
