import { create } from 'zustand'

/** Whether the first screen has been painted: what nobody sees on it is drawn after that. */
export const useFirstScreen = create<{ readonly shown: boolean }>(() => ({ shown: false }))
