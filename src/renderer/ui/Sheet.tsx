import { Suspense, useState } from 'react'
import { deferred } from './deferred'
import type { SheetProps } from './SheetModal'

const Modal = deferred(() => import('./SheetModal').then((module) => module.SheetModal))

/** Fetches what sheets are drawn with ahead of the first one. */
export const fetchSheets = Modal.fetch

/** A sheet over the screen, for one decision. Esc or the veil closes it; the focus stays inside and returns. */
export function Sheet(props: SheetProps) {
  const [wasOpened, setWasOpened] = useState(props.opened)
  if (props.opened && !wasOpened) setWasOpened(true)
  if (!wasOpened) return null
  return (
    <Suspense fallback={null}>
      <Modal.Screen {...props} />
    </Suspense>
  )
}
