// The diagnostics file: all that somebody far away needs to find out why a bench does what it does, and nothing that is nobody's business.
// Made of the data folder alone, so that it is the same by button, by command line, and of a bench that does not start any more.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { arch, cpus, freemem, hostname, release, totalmem, type, uptime } from 'node:os'
import { join } from 'node:path'
import { freeBytesOf } from '../../../../platform/free-space'
import { errorText } from '../../../../shared/error-text'
import type { SavedFile } from '../../../../shared/views/health'
import { backupsIn } from '../../store/backup/folder'
import { inspectDatabase } from '../../store/inspect'
import { healthOf } from '../checks/decide'
import { readHealth } from '../checks/file'
import { crashesIn, crashFolder, dumpsIn } from '../crashes/folder'
import type { DiagnosticsRequest } from '../jobs'
import { type Clean, cleanedLog, cleanedOf, cleanedPolicy } from './clean'
import { type Entry, writeZip } from './zip'

/** Blocks for seconds on a large database: for a worker, or for a command line. Throws what the disk throws. */
export function writeDiagnostics(
  request: DiagnosticsRequest,
  progress: (done: number, all: number) => void = () => undefined,
): SavedFile {
  const { policy, known } = policyIn(request.policyFile)
  const entries = entriesOf(request, policy, cleanedOf(known))
  return { file: request.target, bytes: writeZip(request.target, entries, request.nowMs, progress) }
}

function policyIn(path: string) {
  try {
    return cleanedPolicy(readFileSync(path, 'utf8'))
  } catch {
    return { policy: null, known: [] }
  }
}

function entriesOf(request: DiagnosticsRequest, policy: unknown, clean: Clean): readonly Entry[] {
  const { dataDir, nowMs, program } = request
  const json = (name: string, value: () => unknown): Entry => ({
    name,
    content: () => clean(JSON.stringify(attempted(value), null, 2)),
  })
  const health = readHealth(dataDir)
  const facts = health.kind === 'read' ? health.health.facts : null
  // Read once: the check of a large database takes a while.
  const database = once(() => inspectDatabase(join(dataDir, 'bench.db')))
  return [
    json('about.json', () => ({ ...aboutOf(dataDir, nowMs), program: { ...program, sqlite: database().sqlite } })),
    json('health.json', () => ({
      file: health,
      verdict: facts === null ? null : healthOf(facts, nowMs),
    })),
    json('readers.json', () => ({ readers: facts?.readers ?? [], moves: facts?.readerMoves ?? [] })),
    json('database.json', () => {
      const { profile: _profile, feed: _feed, outbox: _outbox, oldestUnsent: _oldest, ...rest } = database()
      return { ...rest, files: filesOf(dataDir), backups: backupsOf(dataDir) }
    }),
    json('sync.json', () => {
      const { feed, outbox, oldestUnsent, profile } = database()
      const { settings: _settings, notices: _notices, ...who } = profile ?? { settings: null, notices: null }
      return { ...who, feed, outbox, oldestUnsent, link: facts?.central ?? null, clock: facts?.clock ?? null }
    }),
    json('settings.json', () => ({
      settings: database().profile?.settings ?? null,
      notices: database().profile?.notices ?? null,
    })),
    json('policy.json', () => ({ file: request.policyFile, policy })),
    json('crashes.json', () => crashesIn(crashFolder(dataDir))),
    ...logsOf(dataDir, clean),
    ...(request.withDumps ? dumpEntries(crashFolder(dataDir)) : []),
  ]
}

/** A part that can't be told must not cost the rest. */
function attempted(value: () => unknown): unknown {
  try {
    return value()
  } catch (error) {
    return { problem: errorText(error) }
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const aboutOf = (dataDir: string, nowMs: number) => ({
  madeAt: new Date(nowMs).toISOString(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  computer: {
    name: hostname(),
    system: `${type()} ${release()} ${arch()}`,
    upSeconds: Math.round(uptime()),
    processors: cpus().length,
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
  },
  dataDir,
  disk: { freeBytes: freeBytesOf(dataDir) },
})

/** Names and sizes at the top of the data folder: what is missing, empty or unexpected there tells much. */
const filesOf = (dataDir: string) =>
  readdirSync(dataDir).map((name) => {
    const found = statSync(join(dataDir, name), { throwIfNoEntry: false })
    return { name, bytes: found?.isFile() === true ? found.size : null, changed: found?.mtime.toISOString() ?? null }
  })

const backupsOf = (dataDir: string) =>
  backupsIn(join(dataDir, 'backups')).map(({ name, before }) => ({
    name,
    before,
    bytes: statSync(join(dataDir, 'backups', name), { throwIfNoEntry: false })?.size ?? null,
  }))

function logsOf(dataDir: string, clean: Clean): readonly Entry[] {
  const folder = join(dataDir, 'logs')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.log(?:\.\d+)?$/.test(name))
    .map((name) => ({
      name: `logs/${name}`,
      content: () => cleanedLog(readFileSync(join(folder, name), 'utf8'), clean),
    }))
}

const dumpEntries = (folder: string): readonly Entry[] =>
  dumpsIn(folder).map(({ name }) => ({
    name: `dumps/${name.replaceAll('\\', '/')}`,
    content: () => readFileSync(join(folder, name)),
  }))
