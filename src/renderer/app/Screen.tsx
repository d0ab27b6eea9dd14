import { Suspense, useEffect, useRef } from 'react'
import { assertNever } from '../../shared/assert-never'
import type { BenchSnapshot } from '../../shared/ipc/snapshots'
import { Enrolment } from '../features/enrolment/Enrolment'
import { needsEnrolment } from '../features/enrolment/needsEnrolment'
import { Tagging } from '../features/tagging/Tagging'
import { Worklist } from '../features/worklist/Worklist'
import { useBench, useHasData } from '../stores/snapshots'
import { type Route, useView } from '../stores/view'
import { deferred } from '../ui/deferred'
import { Skeleton } from '../ui/Skeleton'

// What a cold start does not show is fetched after it.
const Procedure = deferred(() => import('./ProcedureScreen').then((module) => module.ProcedureScreen))
const Storage = deferred(() => import('../features/storage/Storage').then((module) => module.Storage))
const Devices = deferred(() => import('../features/devices/Devices').then((module) => module.Devices))
const SyncCentre = deferred(() => import('../features/sync-centre/SyncCentre').then((module) => module.SyncCentre))
const ConflictDesk = deferred(() =>
  import('../features/conflict-desk/ConflictDesk').then((module) => module.ConflictDesk),
)
const Settings = deferred(() => import('../features/settings/Settings').then((module) => module.Settings))

/** Fetches the other screens while nothing else is to be done, so that each opens in the frame after the touch. */
export function fetchScreens(): void {
  for (const screen of [Procedure, Storage, Devices, SyncCentre, ConflictDesk, Settings])
    requestIdleCallback(() => void screen.fetch())
}

function screenOf(route: Route, bench: BenchSnapshot | null) {
  switch (route.kind) {
    case 'worklist':
      return <Worklist />
    case 'tagging':
      return <Tagging />
    case 'procedure':
      return <Procedure.Screen procedureId={route.procedureId} />
    case 'storage':
      return <Storage.Screen />
    case 'devices':
      return <Devices.Screen />
    case 'sync':
      return <SyncCentre.Screen />
    case 'conflicts':
      return <ConflictDesk.Screen conflictId={route.conflictId} />
    case 'settings':
      return <Settings.Screen />
    case 'enrolment':
      return bench === null ? null : <Enrolment bench={bench} />
    default:
      return assertNever(route)
  }
}

/** The screen of the route. A new screen takes the focus, so that a screen reader starts at its heading. */
export function Screen() {
  const route = useView((view) => view.route)
  const bench = useBench()
  const hasData = useHasData()
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the route does
  useEffect(() => {
    if (!first.current) document.getElementById('content')?.focus({ preventScroll: true })
    first.current = false
  }, [route])
  const always = route.kind === 'settings' || route.kind === 'sync'
  if (bench !== null && !always && needsEnrolment(bench, hasData)) return <Enrolment bench={bench} />
  return <Suspense fallback={<Skeleton lines={6} />}>{screenOf(route, bench)}</Suspense>
}
