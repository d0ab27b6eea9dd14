// The requests of the contract, each with the use case that answers it. One missing here does not compile.
import { errorText } from '../../../shared/error-text'
import type { Answer, Parsed, RequestName } from '../../../shared/ipc/contract'
import type { BenchSnapshot } from '../../../shared/model/bench'
import type { ConflictsSnapshot } from '../../../shared/model/conflict'
import type { DevicesSnapshot } from '../../../shared/model/devices'
import type { Actor } from '../../../shared/model/procedure'
import type { ProgramSnapshot, UpdateAct } from '../../../shared/model/program'
import type { Refusal } from '../../../shared/model/refusal'
import type { SyncSnapshot } from '../../../shared/model/sync'
import type { WorklistSnapshot } from '../../../shared/model/worklist'
import { ok, type Result, refused } from '../../../shared/result'
import type { CentralSide } from '../central/bench-central'
import type { Retrieval } from '../features/approvals/approvals'
import type { Newcomer } from '../features/setup/setup-state'
import type { TaggingBench } from '../features/tagging/tagging-bench'
import type { OperationsDesk } from '../health/health-page'
import type { People } from '../people/people'
import type { ProcedureDesk } from '../procedures/procedures'
import type { Places } from '../storage/places'
import type { Store } from '../store/contract'

export type Handlers = {
  readonly [Name in RequestName]: (input: Parsed<Name>) => Answer<Name> | Promise<Answer<Name>>
}

/** The panel of the simulated reader. */
export interface SimulatorPanel {
  present(tags: readonly string[]): void
  remove(): void
  garble(): void
  plug(plugged: boolean): void
}

export interface HandlerNeeds {
  readonly store: Store
  readonly desk: ProcedureDesk
  readonly people: People
  readonly retrieval: Retrieval
  readonly tagging: TaggingBench
  readonly places: Places
  /** Null outside of demo mode. */
  readonly simulator: () => SimulatorPanel | null
  readonly bench: () => BenchSnapshot
  readonly worklist: () => WorklistSnapshot
  readonly devices: () => DevicesSnapshot
  readonly noticesRead: () => void
  readonly shown: () => void
  readonly program: () => ProgramSnapshot
  readonly updateAct: (act: UpdateAct) => void
  readonly central: Pick<CentralSide, 'syncNow' | 'workOffline' | 'look' | 'enrolByHand'>
  readonly newcomer: Newcomer
  readonly syncCentre: () => SyncSnapshot
  readonly conflicts: () => ConflictsSnapshot
  readonly resolve: (asked: Parsed<'conflicts/resolve'>) => Promise<Answer<'conflicts/resolve'>>
  readonly exportOutbox: () => Promise<Answer<'sync/exportOutbox'>>
  /** The health page's side; null in an engine that runs for itself, without a program around it. */
  readonly operations: () => Promise<OperationsDesk | null>
  readonly whoActs: () => Result<Actor, Refusal>
}

const done = ok(null)

/** What the disk refuses is told as such; the transaction has left nothing behind. */
function saving<Value>(work: () => Result<Value, Refusal>): Result<Value, Refusal> {
  try {
    return work()
  } catch (error) {
    return refused({ kind: 'notSaved', detail: errorText(error) })
  }
}

export function handlers(needs: HandlerNeeds): Handlers {
  const { store, desk, people, tagging, places, simulator, central, newcomer } = needs
  const simulate = (act: (panel: SimulatorPanel) => void): Result<null, Refusal> => {
    const panel = simulator()
    if (panel === null) return refused({ kind: 'onlyInDemo' })
    act(panel)
    return done
  }
  const operate = async <Value>(
    act: (operations: OperationsDesk) => Result<Value, Refusal> | Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal>> => {
    const operations = await needs.operations()
    return operations === null ? refused({ kind: 'failed', detail: 'operations' }) : act(operations)
  }
  const orMissing = <Value>(value: Value | null, problem: Refusal): Result<Value, Refusal> =>
    value === null ? refused(problem) : ok(value)

  return {
    'bench/get': () => ok(needs.bench()),
    'bench/saveSettings': (settings) =>
      saving(() => {
        store.transact(() => store.profile.saveSettings(settings))
        return ok(settings)
      }),
    'bench/noticesRead': () =>
      saving(() => {
        needs.noticesRead()
        return done
      }),
    'bench/shown': () => {
      needs.shown()
      return done
    },
    'bench/syncNow': () => {
      central.syncNow()
      return done
    },
    'sync/get': () => ok(needs.syncCentre()),
    'sync/workOffline': ({ offline }) => {
      central.workOffline(offline)
      return done
    },
    'sync/exportOutbox': () => needs.exportOutbox(),
    'health/get': () => operate((operations) => operations.get()),
    'diagnostics/write': ({ withDumps }) => operate((operations) => operations.writeDiagnostics(withDumps)),
    'diagnostics/cancel': () =>
      operate((operations) => {
        operations.cancel()
        return done
      }),
    'backups/make': () => operate((operations) => operations.backUp()),
    'backups/copy': ({ name }) => operate((operations) => operations.copyBackup(name)),
    'backups/choose': ({ name }) => operate((operations) => operations.chooseBackup(name)),
    'backups/restore': ({ reason }) => operate((operations) => operations.restore(reason)),
    'conflicts/get': () => ok(needs.conflicts()),
    'conflicts/resolve': (asked) => needs.resolve(asked),
    'program/get': () => ok(needs.program()),
    'program/update': ({ act }) => {
      needs.updateAct(act)
      return done
    },
    'bench/enrol': ({ url, code, fingerprint }) => {
      central.enrolByHand(url, code, fingerprint)
      return done
    },
    'enrolment/look': async ({ url, fingerprint }) => ok(await central.look(url, fingerprint)),
    'enrolment/invitationRead': () => {
      newcomer.invite(null)
      return done
    },
    'enrolment/chooseDemo': () => (newcomer.chooseDemo() ? done : refused({ kind: 'onlyOnFirstRun' })),
    'enrolment/finishFirstRun': () => {
      newcomer.firstRun.finish()
      return done
    },
    'people/switch': ({ personId }) => saving(() => people.switchTo(personId)),
    'worklist/get': () => ok(needs.worklist()),
    'procedure/get': ({ procedureId }) => orMissing(desk.entry(procedureId), { kind: 'noSuchProcedure' }),
    'retrieval/accept': ({ procedureId }) => saving(() => needs.retrieval.accept(procedureId)),
    'procedure/cancel': ({ procedureId, reason }) => saving(() => needs.retrieval.cancel(procedureId, reason)),
    'tagging/get': () => ok(tagging.snapshot()),
    'tagging/open': ({ procedureId }) => tagging.open(procedureId),
    'tagging/stop': () => tagging.stop(),
    'tagging/undo': () => tagging.act((open) => open.undo()),
    'tagging/skip': () => tagging.act((open) => open.skip()),
    'tagging/goTo': ({ containerId }) => tagging.act((open) => open.goTo(containerId)),
    'tagging/choosePlace': (cane) => tagging.act((open) => open.choosePlace(cane)),
    'places/tanks': () => ok(places.tanks()),
    'places/canes': ({ storageId }) => ok(places.canes(storageId)),
    'places/addCane': (cane) => {
      const actor = needs.whoActs()
      return actor.ok ? saving(() => places.add(cane, actor.value)) : actor
    },
    'devices/get': () => ok(needs.devices()),
    'inventory/search': ({ text, storageId, offset, limit }) =>
      ok(store.mirror.inventory({ text, offset, limit, ...(storageId === undefined ? {} : { storageId }) })),
    'simulator/present': ({ tags }) => simulate((panel) => panel.present(tags)),
    'simulator/remove': () => simulate((panel) => panel.remove()),
    'simulator/garble': () => simulate((panel) => panel.garble()),
    'simulator/plug': ({ plugged }) => simulate((panel) => panel.plug(plugged)),
  }
}
