// The one place where the engine's parts are made and joined. Runs in Electron's utility process and under plain Node alike.
import { join } from 'node:path'
import { unknownProgram } from '../../shared/model/program'
import { CentralSide } from './central/bench-central'
import { syncCentre } from './central/sync-centre'
import { devicesSnapshot } from './devices/devices'
import type { Engine, EngineOptions } from './engine'
import { retrieval } from './features/approvals/approvals'
import { carryOn } from './features/conflicts/carry-on'
import { conflictDesk } from './features/conflicts/conflict-desk'
import { newcomer } from './features/setup/setup-state'
import { rawRead } from './features/tagging/raw-read'
import { journaledReads } from './features/tagging/reads'
import { TaggingBench } from './features/tagging/tagging-bench'
import { engineWithout, watching } from './health/engine-without-store'
import type { OperationsDesk } from './health/health-page'
import { benchSnapshot } from './ipc/bench-snapshot'
import { busyWatch } from './ipc/busy'
import { handlers } from './ipc/handlers'
import { answerWith, engineHost } from './ipc/host'
import { publisher } from './ipc/publisher'
import { quietStart } from './ipc/quiet-start'
import { refreshAt } from './ipc/refresh'
import { eventsFor } from './ipc/touched'
import { actorAt, chosenPeople } from './people/people'
import { leaseOn } from './procedures/claim-lease'
import { procedureDesk } from './procedures/procedures'
import { readersSide } from './readers/bench-readers'
import { benchPlaces } from './storage/places'
import { backUpBeforeUpdate, forgetUpdate } from './store/backup/before-update'
import { keepBackups } from './store/backup/keeper'
import { type Begun, beginStore } from './store/begin'
import { bulkOn } from './store/bulk'

/** Resolves at once: neither readers nor network nor the system's safe storage are waited for. */
export function startEngine(options: EngineOptions): Engine {
  const begun = beginStore(options)
  return begun.ok ? engineOn(begun.value, watching(begun.value, options)) : engineWithout(begun.problem, options)
}

function engineOn(begun: Begun, options: EngineOptions): Engine {
  const { store } = begun
  const { clock, timers, report, jobs } = options
  const { file } = begun.paths
  const bench = () => store.profile.identity()?.benchId ?? null
  const quiet = quietStart(timers, options.quietMs ?? 0)

  const central = new CentralSide({
    ...options,
    store,
    startSync: async (onLink) => {
      const { startSync } = await import('./central/sync')
      return startSync({
        ...options,
        store,
        onLink,
        ...(jobs && { bulk: () => bulkOn(store.log, jobs.keepLog(file)) }),
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

  const startedMs = clock.wallMs()
  let operations: OperationsDesk | null = null

  const arrival = newcomer({
    isFirstRun: options.firstRun === true,
    given: options.central,
    isEnrolled: () => bench() !== null,
    central,
    changed: () => push.changed('bench/changed'),
    demoChosen() {
      panel?.plug(true)
      options.onDemoChosen?.()
    },
  })
  const readersHere = readersSide(options, {
    onRead(read) {
      tagging.onRead(read.readerId, rawRead(read, readers.readers()))
      arrival.firstRun.noteRead(read, readers.readers())
    },
    onField: (id, event) => tagging.onField(id, event),
    onChange(list) {
      tagging.readersChanged(list)
      push.changed('bench/changed')
      operations?.changed()
    },
  })
  const { manager: readers, panel } = readersHere

  let program = unknownProgram
  const busy = busyWatch({
    timers,
    isTagging: () => (tagging.snapshot()?.step.kind ?? 'finished') !== 'finished',
    isSending: store.outbox.isSending,
    told: (now) => options.onBusy?.(now),
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
      ...arrival.snapshot(),
      conflicts: conflicts.openCount(),
      health: operations?.status() ?? 'ok',
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
    show: (snapshot) => {
      host.tell('tagging/changed', snapshot)
      busy.look()
    },
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
        shown: () => {
          quiet.end()
          forgetUpdate(options.dataDir)
          options.onShown?.()
        },
        program: () => program,
        updateAct: (act) => options.onUpdateAct?.(act),
        central,
        newcomer: arrival,
        syncCentre: () => centre.snapshot(),
        conflicts: conflicts.snapshot,
        resolve: carryOn(conflicts, tagging),
        exportOutbox: async () => {
          const { exportOutbox } = await import('./central/sending/outbox-export')
          return exportOutbox({ store, clock, timers, folder: join(options.dataDir, 'exports') })
        },
        operations: () => operating,
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
      onChange: () => {
        push.changed('bench/changed')
        operations?.changed()
      },
      onDamaged: (detail) => report(Object.assign(new Error(detail), { code: 'SQLITE_CORRUPT' })),
      report,
    })
  const refresh = refreshAt(clock, timers, () => {
    push.changed('worklist/changed')
    return desk.staleAtMs()
  })

  const centralChanged = () => {
    if (central.mode() === 'bench') panel?.plug(false)
    push.changed('bench/changed')
    centre.changed()
    operations?.changed()
  }
  let toldUrl = store.profile.identity()?.centralUrl ?? null
  const stopListening = store.onCommit((touched) => {
    if (touched.has('procedures') || touched.has('outbox')) tagging.forget()
    push.changed(...eventsFor(touched))
    if (touched.has('outbox') || touched.has('tagging')) busy.look()
    if (conflicts.isAffectedBy(touched)) push.changed('conflicts/changed')
    if (touched.has('outbox') || touched.has('profile')) {
      centre.changed()
      operations?.changed()
    }
    if (touched.has('procedures')) refresh.plan()
    if (!touched.has('profile')) return
    options.onSettings?.(store.profile.settings())
    const url = store.profile.identity()?.centralUrl ?? null
    if (url !== null && url !== toldUrl) options.onEnrolled?.(url)
    toldUrl = url
  })

  const operating = quiet.over.then(async () => {
    if (options.operations === undefined) return null
    const { operationsSide } = await import('./health/health-of-bench')
    operations = operationsSide({
      ...options.operations,
      dataDir: options.dataDir,
      paths: begun.paths,
      keeper: keeper ?? null,
      people,
      whoActs,
      tagging: () => {
        const open = tagging.snapshot()
        return open === null || open.step.kind === 'finished' ? null : open.procedure.id
      },
      onStatus: () => push.changed('bench/changed'),
      restart: options.restart ?? null,
      clock,
      timers,
      report,
      store,
      startedMs,
      benchName: options.benchName,
      central,
      conflicts: conflicts.openCount,
      readers: readersHere,
    })
    return operations
  })
  operating.catch(report)
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
    invited: arrival.invite,
    resumed() {
      readers.refresh()
      central.wokeUp()
    },
    setProgram(next) {
      program = next
      host.tell('program/changed', next)
    },
    async stop(how) {
      quiet.end()
      busy.stop()
      refresh.stop()
      keeper?.stop()
      ;(await operating.catch(() => null))?.stop()
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
      const noBackup =
        how?.beforeUpdate === true ? backUpBeforeUpdate(options.dataDir, begun.paths, clock.wallMs()) : null
      store.close()
      return noBackup
    },
  }
}
