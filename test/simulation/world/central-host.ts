// The computer that central runs on: starts it on its database, hands it requests without a socket, kills it, and can bring back
// an older copy of its database.
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { InjectOptions } from 'fastify'
import pino from 'pino'
import { type RunningCentral, startCentral } from '../../../src/central/embedded'
import { chanceOf } from '../chance'
import type { Trace } from '../trace'
import { Disk } from './disk'
import { portsOf, type WallClock } from './process-ports'
import { Owner, type Schedule } from './schedule'
import { inspect, type Look, mount, unmount } from './watched-sqlite'

export interface Reply {
  readonly status: number
  readonly headers: Record<string, string>
  /** Null for a stream without end. */
  readonly text: string | null
  readonly stream?: (listener: { chunk(bytes: Uint8Array): void; end(): void }) => void
  readonly hangUp?: () => void
}

interface Running {
  readonly owner: Owner
  readonly disk: Disk
  readonly central: RunningCentral
  readonly look: Look
  readonly streams: Set<() => void>
}

export class CentralHost {
  readonly wall: WallClock = { aheadMs: 0 }
  kills = 0
  restores = 0
  commits = 0
  /** Told what it was asked and has answered, where it was not a stream. */
  onAnswered: (url: string, asked: string, answered: Reply) => void = () => {}
  /** Counts the copies of the database that came back; what was known of central is worth nothing then. */
  private starts = 0
  private running: Running | null = null
  private folder: string
  private backups: { readonly folder: string; readonly atMs: number }[] = []

  constructor(
    private readonly schedule: Schedule,
    private readonly trace: Trace,
    private readonly seed: number,
    private readonly root: string,
    /** Counts on from its last number, whatever its clock says. */
    private readonly givesNumbersAgain: boolean,
    /** It died in the middle of a write. */
    private readonly onDeath: () => void,
  ) {
    this.folder = join(root, 'central-0')
  }

  get isUp(): boolean {
    return this.running !== null
  }

  /** Throws while central is down. */
  get now(): Running {
    if (this.running === null) throw new Error('Central is down')
    return this.running
  }

  async start(): Promise<void> {
    const start = this.starts++
    const owner = new Owner('central')
    const disk = new Disk(this.folder, () => {
      owner.die()
      this.onDeath()
    })
    mount(disk)
    const ports = portsOf(this.schedule, owner, this.wall, this.seed, 'central', start)
    const secret = chanceOf(this.seed, 'central', start, 'secrets')
    const started = await this.schedule.during(
      owner,
      startCentral(
        { folder: this.folder, host: '127.0.0.1', port: 0, requestsPerMinute: 60 },
        {
          ...ports,
          secrets: { bytes: (count) => Uint8Array.from({ length: count }, () => secret.whole(0, 255)) },
          logger: pino({ level: 'silent' }),
          ...(this.givesNumbersAgain && { idFloor: () => 1 }),
        },
      ),
    )
    if (started === null) return
    if (!started.ok) throw new Error(`Central did not start: ${JSON.stringify(started.problem)}`)
    const look = inspect(join(this.folder, 'central.sqlite'))
    this.running = { owner, disk, central: started.value, look, streams: new Set() }
    this.say(start === 0 ? 'starts' : 'starts again')
  }

  /** The answer; null if nobody answers. */
  async receive(url: string, init: RequestInit): Promise<Reply | null> {
    const { running } = this
    if (running === null || running.disk.isDead) return null
    const { server } = running.central
    const inject = {
      method: methodOf(init.method),
      url,
      headers: Object.fromEntries(new Headers(init.headers).entries()),
      ...(typeof init.body === 'string' ? { payload: init.body } : {}),
    }
    if (url.endsWith('/events')) return this.openStream(running, { ...inject, payloadAsStream: true as const })
    const answer = await this.schedule.during(running.owner, server.inject(inject))
    if (answer === null || running.disk.isDead) return null
    const reply = { status: answer.statusCode, headers: headersOf(answer.headers), text: answer.payload }
    this.onAnswered(url, typeof init.body === 'string' ? init.body : '', reply)
    return reply
  }

  private async openStream(running: Running, inject: InjectOptions) {
    const answer = await this.schedule.during(running.owner, running.central.server.inject(inject))
    if (answer === null || running.disk.isDead) return null
    const headers = headersOf(answer.headers)
    const stream = answer.stream()
    stream.on('error', () => {})
    if (answer.statusCode !== 200) {
      const parts: Buffer[] = []
      for await (const part of stream) parts.push(Buffer.from(part))
      return { status: answer.statusCode, headers, text: Buffer.concat(parts).toString('utf8') }
    }
    return {
      status: 200,
      headers,
      text: null,
      stream: (listener: { chunk(bytes: Uint8Array): void; end(): void }) => {
        const end = () => listener.end()
        running.streams.add(end)
        stream.on('data', (chunk: Uint8Array) => listener.chunk(chunk))
        stream.on('close', () => running.streams.delete(end))
        stream.on('end', end)
      },
      hangUp: () => {
        if (running.owner.isAlive) answer.raw.res.destroy()
      },
    } satisfies Reply
  }

  /** A kill, or what is left to do when it died in a write. Its connections break. */
  kill() {
    const { running } = this
    if (running === null) return
    this.kills++
    this.say(running.disk.isDead ? 'died in the middle of a write' : 'is killed')
    this.putDown(running, join(this.root, `central-${this.starts}`))
  }

  /** A copy of the database as it is now, to come back to. */
  backUp() {
    const { running } = this
    if (running === null) return
    const folder = join(this.root, `backup-${this.backups.length}`)
    running.disk.leave(folder, false)
    this.backups.push({ folder, atMs: this.schedule.nowMs })
    this.say('is backed up')
  }

  get hasBackup(): boolean {
    return this.backups.length > 0
  }

  /** Puts an older copy in place of the database; central is down then. */
  restore(nth: number) {
    const backup = this.backups[nth % this.backups.length]
    const { running } = this
    if (backup === undefined || running === null) return
    this.restores++
    this.say('is restored from a backup')
    this.putDown(running, join(this.root, `lost-${this.starts}`))
    const copy = new Disk(backup.folder, () => {})
    this.folder = join(this.root, `central-${this.starts}`)
    copy.leave(this.folder, false)
    // Whoever restores a database may give its history another name, or not think of it.
    if (this.restores % 2 === 0)
      renameHistory(join(this.folder, 'central.sqlite'), `restored-${this.seed}-${this.starts}`)
  }

  private putDown(running: Running, next: string | null) {
    running.owner.die()
    if (next !== null) running.disk.leave(next, false)
    this.folder = next ?? this.folder
    this.commits += running.disk.commits
    running.disk.isDead = true
    running.central.server.server.close()
    for (const end of running.streams) end()
    unmount(running.disk, running.look)
    this.running = null
  }

  async stop(): Promise<void> {
    if (this.running !== null) this.putDown(this.running, null)
    await this.schedule.settle()
  }

  private say(what: string) {
    this.trace.say(this.schedule.nowMs, 'central', what)
  }
}

function renameHistory(file: string, epoch: string) {
  const database = new SqliteDatabase(file)
  database.prepare(`UPDATE settings SET value = ? WHERE key = 'epoch'`).run(epoch)
  database.close()
}

const headersOf = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !['connection', 'transfer-encoding', 'date', 'content-length', 'keep-alive'].includes(name))
      .map(([name, value]) => [name, String(value)]),
  )

function methodOf(method: string | undefined): 'GET' | 'POST' | 'PUT' | 'DELETE' {
  return method === 'POST' || method === 'PUT' || method === 'DELETE' ? method : 'GET'
}
