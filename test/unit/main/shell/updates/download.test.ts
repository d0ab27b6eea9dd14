import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { download } from '../../../../../src/main/shell/updates/download'
import { UpdateRefused } from '../../../../../src/main/shell/updates/updater'

const content = randomBytes(50_000)
const sha512 = createHash('sha512').update(content).digest('base64')

interface Server {
  readonly serves?: Buffer
  readonly knowsRanges?: boolean
  /** Then the connection breaks. */
  readonly cutAfter?: number
  readonly status?: number
}

function bed() {
  const folder = mkdtempSync(join(tmpdir(), 'download-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'part')
  const asked: string[] = []
  const shown: number[] = []
  const stop = new AbortController()
  const get = (
    { serves = content, knowsRanges = true, cutAfter, status }: Server = {},
    bytes: number | null = 50_000,
  ) =>
    download({
      url: 'http://server/package.deb',
      file,
      sha512,
      bytes,
      signal: stop.signal,
      progress: (received) => shown.push(received),
      fetch: async (_url, { headers, signal }) => {
        const range = headers?.Range ?? ''
        asked.push(range)
        if (status !== undefined) return new Response('', { status })
        const from = knowsRanges ? Number(/\d+/.exec(range)?.[0] ?? 0) : 0
        const rest = serves.subarray(from)
        const chunks = Array.from({ length: Math.ceil(rest.length / 10_000) }, (_, index) =>
          rest.subarray(index * 10_000, (index + 1) * 10_000),
        )
        let sent = 0
        const body = new ReadableStream<Uint8Array>({
          pull(controller) {
            if (signal.aborted) return controller.error(signal.reason)
            if (cutAfter !== undefined && sent >= cutAfter) return controller.error(new Error('connection reset'))
            const chunk = chunks.shift()
            if (chunk === undefined) return controller.close()
            sent += chunk.length
            controller.enqueue(chunk)
          },
        })
        return new Response(body, { status: from > 0 ? 206 : 200 })
      },
    })
  return { file, asked, shown, stop, get }
}

describe('a download', () => {
  it('is the package, with its progress', async () => {
    const { file, shown, get } = bed()
    await get()
    expect(readFileSync(file).equals(content)).toBe(true)
    expect(shown.at(-1)).toBe(50_000)
    expect([...shown].sort((a, b) => a - b)).toEqual(shown)
  })

  it('that was cut off goes on where it was', async () => {
    const { file, asked, get } = bed()
    await expect(get({ cutAfter: 20_000 })).rejects.toThrow('connection reset')
    await get()
    expect(asked).toEqual(['', expect.stringMatching(/^bytes=[12]0000-$/)])
    expect(readFileSync(file).equals(content)).toBe(true)
  })

  it('begins anew where the server knows no ranges, or the part is longer than the package', async () => {
    const { file, get } = bed()
    await expect(get({ cutAfter: 20_000 })).rejects.toThrow()
    await get({ knowsRanges: false })
    expect(readFileSync(file).equals(content)).toBe(true)
    writeFileSync(file, randomBytes(60_000))
    await get()
    expect(readFileSync(file).equals(content)).toBe(true)
  })

  it('that is there already is not fetched again', async () => {
    const { asked, get } = bed()
    await get()
    await get()
    expect(asked).toEqual([''])
  })

  it('of other bytes than were signed is refused and deleted, also when the first half was good', async () => {
    const damaged = Buffer.from(content)
    damaged.writeUInt8(damaged.readUInt8(49_999) ^ 1, 49_999)
    const { file, get } = bed()
    await expect(get({ serves: damaged })).rejects.toBeInstanceOf(UpdateRefused)
    expect(existsSync(file)).toBe(false)
    await expect(get({ cutAfter: 20_000 })).rejects.toThrow('reset')
    await expect(get({ serves: damaged })).rejects.toMatchObject({ why: 'damaged' })
    expect(existsSync(file)).toBe(false)
  })

  it('that never ends does not fill the disk', async () => {
    const { get } = bed()
    await expect(get({ serves: randomBytes(90_000) })).rejects.toMatchObject({ why: 'damaged' })
  })

  it('that ends too early, or is answered by an error, is one that failed, and is kept', async () => {
    const { file, get } = bed()
    await expect(get({ serves: content.subarray(0, 30_000) })).rejects.toThrow('30000 of 50000')
    expect(readFileSync(file)).toHaveLength(30_000)
    await expect(get({ status: 503 })).rejects.toThrow('503')
    await get()
    expect(readFileSync(file).equals(content)).toBe(true)
  })

  it('can be stopped', async () => {
    const { stop, get } = bed()
    stop.abort()
    await expect(get()).rejects.toThrow()
  })
})
