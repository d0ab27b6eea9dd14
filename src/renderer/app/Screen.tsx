import { lazy, Suspense, useEffect, useRef } from 'react'
import { assertNever } from '../../shared/assert-never'
import type { BenchSnapshot } from '../../shared/ipc/snapshots'
import { Enrolment } from '../features/enrolment/Enrolment'
import { needsEnrolment } from '../features/enrolment/needsEnrolment'
import { Tagging } from '../features/tagging/Tagging'
import { Worklist } from '../features/worklist/Worklist'
import { useBench } from '../stores/snapshots'
import { type Route, useView } from '../stores/view'
import { Skeleton } from '../ui/Skeleton'

// What a cold start does not show is fetched when it is wanted.
const Procedure = lazy(() => import('./ProcedureScreen').then((module) => ({ default: module.ProcedureScreen })))
const Storage = lazy(() => import('../features/storage/Storage').then((module) => ({ default: module.Storage })))
const Devices = lazy(() => import('../features/devices/Devices').then((module) => ({ default: module.Devices })))
const Settings = lazy(() => import('../features/settings/Settings').then((module) => ({ default: module.Settings })))

function screenOf(route: Route, bench: BenchSnapshot | null) {
  switch (route.kind) {
    case 'worklist':
      return <Worklist />
    case 'tagging':
      return <Tagging />
    case 'procedure':
      return <Procedure procedureId={route.procedureId} />
    case 'storage':
      return <Storage />
    case 'devices':
      return <Devices />
    case 'settings':
      return <Settings />
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
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the route does
  useEffect(() => {
    if (!first.current) document.getElementById('content')?.focus({ preventScroll: true })
    first.current = false
  }, [route])
  if (bench !== null && route.kind !== 'settings' && needsEnrolment(bench)) return <Enrolment bench={bench} />
  return <Suspense fallback={<Skeleton lines={6} />}>{screenOf(route, bench)}</Suspense>
}
