// The one place where the engine's parts are made and joined. Runs in Electron's utility process and under plain Node alike.
import { join } from 'node:path'
import type { Settings } from '../../shared/ipc/snapshots'
import type { Clock, Ids, Random, Timers } from '../../shared/ports'
import { refused } from '../../shared/result'
import { CentralSide } from './central-side'
import { carryOn } from './conflicts/carry-on'
import { conflictDesk } from './conflicts/conflict-desk'
import { benchSnapshot } from './ipc/bench-snapshot'
import { handlers } from './ipc/handlers'
import { answerWith, engineHost } from './ipc/host'
import type { EnginePort } from './ipc/port'
import { publisher } from './ipc/publisher'
import { refreshAt } from './ipc/refresh'
import type { CentralAddress } from './ipc/shell-messages'
import { eventsFor } from './ipc/touched'
import { devicesSnapshot } from './monitoring/devices'
import { actorAt, chosenPeople } from './people/people'
import { procedureDesk } from './procedures/desk'
import { quietStart } from './quiet-start'
import { ReaderManager } from './readers/manager'
import { readerModels } from './readers/models'
import type { HidPort } from './readers/reader'
import { simulatedModel } from './readers/simulated/model'
import { SimulatedReader } from './readers/simulated/simulated-reader'
import { retrieval } from './retrieval/retrieval'
import type { Secrets } from './secrets'
import { simulatorPanel } from './simulator-panel'
import { keepBackups } from './store/backup/keeper'
import { type Begun, beginStore } from './store/begin'
import { bulkOn, flushLog } from './store/bulk'
import { isDamage } from './store/damage'
import type { StoreJobs } from './store/jobs'
import type { StoreProblem } from './store/open'
import { markDamaged } from './store/restore/restore'
import type { Fetch } from './sync/client'
import { syncCentre } from './sync/sync-centre'
import { TaggingBench } from './tagging/bench'
import { leaseOn } from './tagging/lease'
import { benchPlaces } from './tagging/places'
import { rawRead } from './tagging/raw-read'
import { journaledReads } from './tagging/reads'

export interface EngineOptions {
  /** Must be there; the database is `bench.db` in it. */
  readonly dataDir: string
  readonly mode: 'demo' | 'bench'
  readonly benchName: string
  readonly language: Settings['language']
  /** Null where there is no USB, as in most tests. */
  readonly hid: HidPort | null
  readonly secrets: Secrets
  readonly fetch: Fetch
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly ids: Ids
  readonly central: CentralAddress | null
  /** An engine before this one has died. */
  readonly recovered: boolean
  /** Backups and checks of the database; none are made without. */
  readonly jobs?: StoreJobs
  /** The database is damaged: another engine has to restore it. */
  readonly restart?: () => void
  /** How long central, readers and parsers may wait for a window to be drawn; without it they don't. */
  readonly quietMs?: number
  /** Errors that nobody at the bench can act on. */
  readonly report: (error: unknown) => void
  readonly onSettings?: (settings: Settings) => void
  readonly onEnrolled?: (centralUrl: string) => void
}

export interface Engine {
  /** Why every request is refused; null for an engine that works. */
  readonly problem: StoreProblem | null
  connect(port: EnginePort): void
  /** The embedded central runs, perhaps at another address than before. */
  setCentral(address: CentralAddress): void
  /** The computer woke up: nothing that was known of readers and network holds. */
  resumed(): void
  /** Closes readers, ends sync, closes the database. */
  stop(): Promise<void>
}

/** Resolves at once: neither readers nor network nor the system's safe storage are waited for. */
export function startEngine(options: EngineOptions): Engine {
  const begun = beginStore(options)
  return begun.ok ? engineOn(begun.value, watching(begun.value, options)) : engineWithout(begun.problem, options)
}

/** A disk that damages again what was just restored is not helped by restoring it again and again. */
const restoredLongAgoMs = 10 * 60 * 1000

/** Whatever meets a damaged page says so to the start that comes next, which restores. */
function watching({ store, paths }: Begun, options: EngineOptions): EngineOptions {
  const lastMs = Math.max(0, ...store.profile.notices().map(({ atMs }) => atMs))
  return {
    ...options,
    report(error) {
      options.report(error)
      if (!isDamage(error) || options.clock.wallMs() - lastMs < restoredLongAgoMs) return
      markDamaged(paths.file, String(error))
      options.restart?.()
    },
  }
}

const openAgainMs = 10_000

/** There is a window, and it has to be able to say why nothing else is there. */
function engineWithout(problem: StoreProblem, { report, timers, restart }: EngineOptions): Engine {
  const detail = 'detail' in problem ? problem.detail : 'version' in problem ? `${problem.version}` : ''
  // What may pass by itself, such as another program's hold on the folder or a full disk, is tried again.
  const canPass = restart !== undefined && (problem.kind === 'inUse' || problem.kind === 'cannotOpen')
  const cancel = canPass ? timers.after(openAgainMs, restart) : () => undefined
  const host = engineHost(() => refused({ kind: 'storeProblem', why: problem.kind, detail }), report)
  return {
    problem,
    connect: (port) => host.connect(port),
    setCentral: () => undefined,
    resumed: () => undefined,
    async stop() {
      cancel()
      host.close()
    },
  }
}

function engineOn(begun: Begun, options: EngineOptions): Engine {
  const { store } = begun
  const { clock, timers, report, hid, jobs } = options
  const { file } = begun.paths
  const bench = () => store.profile.identity()?.benchId ?? null
  const quiet = quietStart(timers, options.quietMs ?? 0)

  const central = new CentralSide({
    ...options,
    store,
    startSync: async (onLink) => {
      const { startSync } = await import('./sync/sync')
      return startSync({
        ...options,
        store,
        onLink,
        ...(jobs && { bulk: () => bulkOn(store.log, { move: () => jobs.moveLog(file), flush: () => flushLog(file) }) }),
      })
    },
    changed: () => centralChanged(),
  })
  const people = chosenPeople(store)
  const whoActs = () => actorAt(people, bench())
  const desk = procedureDesk({ store, clock, timers, bench, clockOffsetMs: () => central.clockOffsetMs() })
  const places = benchPlaces(store, desk.unsent, clock)
  const conflicts = conflictDesk({
    store,
    desk,
    places,
    people,
    clock,
    bench,
    whoActs,
    clockOffsetMs: () => central.clockOffsetMs(),
    wrongClockMs: () => central.wrongClockMs(),
  })

  const simulated = options.mode === 'demo' ? new SimulatedReader(timers) : null
  const panel = simulated && simulatorPanel(simulated)
  const readers = new ReaderManager({
    hid: [...(simulated ? [simulated.port] : []), ...(hid ? [hid] : [])],
    models: simulated ? [simulatedModel, ...readerModels] : readerModels,
    clock,
    timers,
    showUdevRule: process.platform === 'linux',
    onRead: (read) => tagging.onRead(read.readerId, rawRead(read, readers.readers())),
    onField: (id, event) => tagging.onField(id, event),
    onChange: (list) => {
      tagging.readersChanged(list)
      push.changed('bench/changed')
    },
    onFault: report,
  })

  const worklist = () => desk.worklist(store.mirror.lastEpoch() === null)
  const benchNow = () =>
    benchSnapshot(store, people, {
      mode: central.mode(),
      benchName: options.benchName,
      language: options.language,
      recovered: options.recovered,
      data: { notices: store.profile.notices(), lastBackupMs: null, backupProblem: null, ...keeper?.state() },
      link: central.link(),
      clockOffsetMs: central.clockOffsetMs(),
      readers: readers.readers(),
      conflicts: conflicts.openCount(),
    })
  const tagging: TaggingBench = new TaggingBench({
    store,
    desk,
    places,
    clock,
    timers,
    report,
    whoActs,
    reads: journaledReads(store),
    lease: leaseOn(central.claims, timers),
    actor: () => {
      const actor = whoActs()
      return actor.ok ? actor.value : null
    },
    readers: () => readers.readers(),
    signal: (id, cue) => readers.signal(id, cue),
    show: (snapshot) => host.tell('tagging/changed', snapshot),
    found: (vial) => host.tell('vial/found', vial),
  })

  const devices = () => devicesSnapshot(store, clock)
  const host = engineHost(
    answerWith(
      handlers({
        store,
        desk,
        people,
        places,
        tagging,
        whoActs,
        worklist,
        devices,
        bench: benchNow,
        retrieval: retrieval({ desk, people, clock, whoActs, wrongClockMs: () => central.wrongClockMs() }),
        simulator: () => (central.mode() === 'demo' ? panel : null),
        noticesRead: () => store.profile.forgetNotices(),
        shown: quiet.end,
        syncNow: () => central.syncNow(),
        syncCentre: () => centre.snapshot(),
        conflicts: conflicts.snapshot,
        resolve: carryOn(conflicts, tagging),
        workOffline: (offline) => central.workOffline(offline),
        exportOutbox: async () => {
          const { exportOutbox } = await import('./sync/outbox-export')
          return exportOutbox({ store, clock, timers, folder: join(options.dataDir, 'exports') })
        },
        enrol: (url, code) => central.enrolByHand(url, code),
      }),
      quiet.end,
    ),
    report,
  )
  const push = publisher(
    {
      'bench/changed': benchNow,
      'worklist/changed': worklist,
      'tagging/changed': () => tagging.snapshot(),
      'devices/changed': devices,
      'conflicts/changed': conflicts.snapshot,
      'places/changed': () => null,
    },
    host.tell,
    timers,
    report,
  )
  const centre = syncCentre({
    store,
    central,
    conflicts: conflicts.openCount,
    clock,
    timers,
    push: (snapshot) => host.tell('sync/changed', snapshot),
  })
  const keeper =
    options.jobs &&
    keepBackups({
      ...begun,
      jobs: options.jobs,
      clock,
      timers,
      changes: store.changes,
      first: begun.backup,
      onChange: () => push.changed('bench/changed'),
      onDamaged: (detail) => report(Object.assign(new Error(detail), { code: 'SQLITE_CORRUPT' })),
      report,
    })
  const refresh = refreshAt(clock, timers, () => {
    push.changed('worklist/changed')
    return desk.staleAtMs()
  })

  const centralChanged = () => {
    if (central.mode() === 'bench') simulated?.unplug()
    push.changed('bench/changed')
    centre.changed()
  }
  let toldUrl = store.profile.identity()?.centralUrl ?? null
  const stopListening = store.onCommit((touched) => {
    if (touched.has('procedures') || touched.has('outbox')) tagging.forget()
    push.changed(...eventsFor(touched))
    if (conflicts.isAffectedBy(touched)) push.changed('conflicts/changed')
    if (touched.has('outbox') || touched.has('profile')) centre.changed()
    if (touched.has('procedures')) refresh.plan()
    if (!touched.has('profile')) return
    options.onSettings?.(store.profile.settings())
    const url = store.profile.identity()?.centralUrl ?? null
    if (url !== null && url !== toldUrl) options.onEnrolled?.(url)
    toldUrl = url
  })

  const looking = quiet.over.then(() => readers.start()).catch(report)
  const starting = quiet.over
    .then(() => central.start(options.central))
    .then(() => tagging.resume())
    .catch(report)
  refresh.plan()

  return {
    problem: null,
    connect: (port) => host.connect(port),
    setCentral: (address) => central.use(address),
    resumed() {
      readers.refresh()
      central.wokeUp()
    },
    async stop() {
      quiet.end()
      refresh.stop()
      keeper?.stop()
      await looking
      await readers.stop()
      await starting
      tagging.close()
      await central.stop()
      stopListening()
      push.stop()
      centre.stop()
      conflicts.stop()
      desk.stop()
      host.close()
      store.close()
    },
  }
}
