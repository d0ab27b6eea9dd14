// What a reader has typed that types like a keyboard: shown, and never used.
import { create } from 'zustand'

export interface TypedRead {
  /** Empty where no character of it could be made out. */
  readonly text: string
  /** Counts reads, so that the same one again is new. */
  readonly number: number
}

interface Typed {
  readonly read: TypedRead | null
  /** A screen says it itself: no note over it. */
  readonly isSaidOnScreen: boolean
}

export const useTypedRead = create<Typed>(() => ({ read: null, isSaidOnScreen: false }))

export const showTypedRead = (text: string): void =>
  useTypedRead.setState(({ read }) => ({ read: { text, number: (read?.number ?? 0) + 1 } }))

export const hideTypedRead = (): void => useTypedRead.setState({ read: null })
