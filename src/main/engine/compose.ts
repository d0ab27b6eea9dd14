// The one place where the engine's parts are made and joined. Runs in Electron's utility process and under plain Node alike.
import { type BenchCentral, benchCentral, centralRoom } from './central/room'
import { devicesRoom } from './devices/room'
import { type Engine, type EngineOptions, engineWithout } from './engine'
import { approvalsRoom } from './features/approvals/room'
import { type AttentionDesk, attentionDesk, attentionRoom } from './features/attention/room'
import { conflictDesk, conflictsRoom } from './features/conflicts/room'
import { makingRoom } from './features/making/room'
import { setupRoom, setupState } from './features/setup/room'
import { benchTagging, rawRead, type TaggingBench, taggingRoom } from './features/tagging/room'
import { frameRoom } from './frame/room'
import { type BenchHealth, benchHealth, healthRoom, reportingDamage } from './health/room'
import { answerWith, type EngineHost, engineHost } from './ipc/host'
import { notSavedBy } from './ipc/not-saved'
import { type Publisher, publisher } from './ipc/publisher'
import { quietStart } from './ipc/quiet-start'
import { foldRooms } from './ipc/rooms'
import { peopleHere, peopleRoom } from './people/room'
import { benchProcedures, proceduresRoom } from './procedures/room'
import { benchProgram, programRoom } from './program/room'
import { type BenchReaders, benchReaders, readersRoom } from './readers/room'
import { benchPlaces, storageRoom } from './storage/room'
import { type Begun, beginStore, benchBackups, keepOwning, storeRoom } from './store/room'

/** Resolves at once: neither readers nor network nor the system's safe storage are waited for. */
export function startEngine(options: EngineOptions): Engine {
  const begun = beginStore(options)
  if (!begun.ok) return engineWithout(begun.problem, options)
  return engineOn(begun.value, { ...options, report: reportingDamage(begun.value, options) })
}

/** What the rooms consist of: each part is made once, and named as the rooms' needs name it. */
function partsOf(begun: Begun, options: EngineOptions, publish: EngineHost['publish'], changed: Publisher['changed']) {
  const { store } = begun
  const shared = {
    ...options,
    ...begun,
    address: options.central,
    ...peopleHere(store),
    changed,
    clockOffsetMs: () => central.clockOffsetMs(),
    wrongClockMs: () => central.wrongClockMs(),
    openProcedure: () => tagging.openProcedure(),
  }
  const health: BenchHealth = benchHealth(options, () => ({ ...parts, onStatus: () => changed('bench/changed') }))
  const statusChanged = () => {
    changed('bench/changed')
    health.changed()
  }
  const central: BenchCentral = benchCentral({
    ...shared,
    program: options.health?.program.version ?? '',
    changed() {
      if (central.mode() === 'bench') readers.panel?.plug(false)
      changed('sync/changed')
      statusChanged()
    },
  })
  const procedures = benchProcedures({ ...shared, lastContactMs: () => central.status().lastContactMs })
  const places = benchPlaces(store, procedures.unsent, options.clock)
  const work = { ...shared, procedures, places }
  const conflicts = conflictDesk({ ...work, changed: () => changed('conflicts/changed') })
  const attention: AttentionDesk = attentionDesk({ ...work, changed: () => changed('attention/changed') })
  const setup = setupState({
    ...shared,
    central,
    changed: () => changed('bench/changed'),
    demoChosen() {
      readers.panel?.plug(true)
      options.onDemoChosen?.()
    },
  })
  const readers: BenchReaders = benchReaders(
    { ...options, isVialTag: (tag) => store.mirror.tagPurpose(tag) === 'vial' },
    {
      onRead(read) {
        try {
          tagging.onRead(read.readerId, rawRead(read, readers.list()))
        } catch (error) {
          setup.firstRun.noteNotSaved(notSavedBy(error))
          throw error
        }
        setup.firstRun.noteRead(read, readers.list())
      },
      onField: (id, event) => tagging.onField(id, event),
      onChange(list) {
        tagging.readersChanged(list)
        statusChanged()
      },
    },
  )
  const tagging: TaggingBench = benchTagging({
    ...work,
    central,
    readers: readers.manager,
    show(snapshot) {
      publish('tagging/changed', snapshot)
      program.workChanged()
    },
    onReader: (shown) => publish('reader/shows', attention.onReader(shown)),
  })
  const program = benchProgram({
    ...shared,
    isTagging: () => tagging.openProcedure() !== null,
    onChange: (next) => publish('program/changed', next),
  })
  const backups = benchBackups(shared, statusChanged)
  const parts = { ...work, health, central, conflicts, attention, setup, readers, tagging, program, backups }
  return parts
}

function engineOn(begun: Begun, options: EngineOptions): Engine {
  const { timers, report, quietMs = 0 } = options
  const quiet = quietStart(timers, quietMs)
  const host = engineHost((name, input) => answer(name, input), report)
  const push = publisher(() => rooms.snapshots, host.publish, timers, report)
  const parts = partsOf(begun, options, host.publish, push.changed)
  // Stopped in this order: nothing is stopped before what works with it.
  const rooms = foldRooms(report, [
    frameRoom({ ...parts, onPainted: quiet.end }),
    programRoom(parts),
    storeRoom(parts),
    healthRoom(parts),
    setupRoom(parts),
    peopleRoom(parts),
    devicesRoom(parts),
    storageRoom(parts),
    attentionRoom(parts),
    approvalsRoom(parts),
    makingRoom(parts),
    readersRoom(parts),
    taggingRoom(parts),
    centralRoom(parts),
    conflictsRoom(parts),
    proceduresRoom(parts),
  ])
  const answer = answerWith(rooms.handlers, quiet.end)
  const { store, central, readers, setup, program, backups } = parts
  const stopListening = store.onCommit((touched) => push.changed(...rooms.touchedBy(touched)))
  const { folderLost } = options
  const stopOwning = folderLost === undefined ? () => undefined : keepOwning(begun.ownership, timers, folderLost)
  rooms.start(quiet.over)

  return {
    problem: null,
    connect: host.connect,
    setCentral: (address) => central.use(address),
    invited: setup.invite,
    resumed() {
      readers.manager.reopen()
      central.wokeUp()
    },
    setProgram: program.set,
    async stop(how) {
      quiet.end()
      await rooms.stop()
      stopListening()
      push.stop()
      host.close()
      stopOwning()
      const noBackup = how?.beforeUpdate === true ? backups.beforeUpdate() : null
      store.close()
      return noBackup
    },
  }
}
