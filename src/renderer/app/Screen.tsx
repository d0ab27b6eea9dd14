import { Suspense, useEffect, useRef } from 'react'
import { assertNever } from '../../shared/assert-never'
import type { BenchSnapshot } from '../../shared/views/bench'
import { needsEnrolment } from '../features/enrolment/needsEnrolment'
import { fetchListView, Worklist } from '../features/worklist/Worklist'
import { useBench, useHasData } from '../stores/snapshots'
import { type Route, useView } from '../stores/view'
import { fetchSheets } from '../ui/Sheet'
import { Skeleton } from '../ui/Skeleton'
import { later } from './later'

const Tagging = later(() => import('../features/tagging/Tagging').then((module) => module.Tagging))
const Procedure = later(() => import('./ProcedureScreen').then((module) => module.ProcedureScreen))
const Making = later(() => import('../features/making/Making').then((module) => module.Making))
const Storage = later(() => import('../features/storage/Storage').then((module) => module.Storage))
const Devices = later(() => import('../features/devices/Devices').then((module) => module.Devices))
const SyncCentre = later(() => import('../features/sync-centre/SyncCentre').then((module) => module.SyncCentre))
const ConflictDesk = later(() => import('../features/conflict-desk/ConflictDesk').then((module) => module.ConflictDesk))
const Attention = later(() => import('../features/attention/Attention').then((module) => module.Attention))
const Settings = later(() => import('../features/settings/Settings').then((module) => module.Settings))
const Health = later(() => import('../features/health/Health').then((module) => module.Health))
const Enrolment = later(() => import('../features/enrolment/Enrolment').then((module) => module.Enrolment))

/** Fetches the other screens, those first that a card of the worklist leads to, so that each opens in the frame after the touch. */
export function fetchScreens(): void {
  void Tagging.fetch()
  void Procedure.fetch()
  void fetchSheets()
  for (const fetch of [
    Storage.fetch,
    Making.fetch,
    Devices.fetch,
    SyncCentre.fetch,
    ConflictDesk.fetch,
    Attention.fetch,
    Settings.fetch,
    Health.fetch,
    fetchListView,
    Enrolment.fetch,
  ])
    requestIdleCallback(() => void fetch())
}

function screenOf(route: Route, bench: BenchSnapshot | null) {
  switch (route.kind) {
    case 'worklist':
      return <Worklist />
    case 'tagging':
      return <Tagging.Screen />
    case 'procedure':
      return <Procedure.Screen procedureId={route.procedureId} />
    case 'making':
      return <Making.Screen />
    case 'storage':
      return <Storage.Screen />
    case 'devices':
      return <Devices.Screen />
    case 'sync':
      return <SyncCentre.Screen />
    case 'conflicts':
      return <ConflictDesk.Screen conflictId={route.conflictId} />
    case 'attention':
      return <Attention.Screen containerId={route.containerId} />
    case 'settings':
      return <Settings.Screen />
    case 'health':
      return <Health.Screen />
    case 'enrolment':
      return bench === null ? null : <Enrolment.Screen bench={bench} />
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
  const always = route.kind === 'settings' || route.kind === 'sync' || route.kind === 'health'
  const isNew = bench !== null && !always && needsEnrolment(bench, hasData)
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      {isNew ? <Enrolment.Screen bench={bench} /> : screenOf(route, bench)}
    </Suspense>
  )
}
