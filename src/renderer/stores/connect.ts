// Ties the stores to the engine: listen first, then ask once; ask again whenever the engine comes back.

import type { Answer, Events } from '../../shared/ipc/contract'
import { lastingNumber } from '../../shared/model/made'
import type { Result } from '../../shared/result'
import type { Refusal } from '../../shared/views/refusal'
import type { TaggingSnapshot } from '../../shared/views/tagging'
import { ask, bridge, listen } from '../bridge'
import { soundFor, soundOfReader, soundOfVerification } from '../sounds/choose'
import { followCard } from './card'
import { isMaking, useDraft, withRead } from './making'
import { loadedValue, type SnapshotStore, show, showRefusal } from './snapshot'
import {
  useAttentionStore,
  useBenchStore,
  useConflictsStore,
  useDevicesStore,
  useEngineStore,
  useProgramStore,
  useSyncStore,
  useTaggingStore,
  useWorklistStore,
} from './snapshots'
import { sound } from './sound'
import { go, hideScanned, showVial, useView } from './view'

function take<Value>(answer: Result<Value, Refusal>, store: SnapshotStore<Value>): void {
  if (answer.ok) show(store, answer.value)
  else showRefusal(store, answer.problem)
}

/**
 * Everything anew. Also what "Try again" does on a screen that could not be read.
 * @param firstShown until then only what the first screen shows is asked for
 */
export async function refresh(firstShown?: Promise<void>): Promise<void> {
  const [bench, worklist, tagging] = await Promise.all([
    ask('bench/get', undefined),
    ask('worklist/get', undefined),
    ask('tagging/get', undefined),
  ])
  // All in one go: the window is drawn once.
  take(bench, useBenchStore)
  take(worklist, useWorklistStore)
  refreshTagging(tagging)
  await firstShown
  take(await ask('devices/get', undefined), useDevicesStore)
  take(await ask('conflicts/get', undefined), useConflictsStore)
  take(await ask('attention/get', undefined), useAttentionStore)
  take(await ask('sync/get', undefined), useSyncStore)
  take(await ask('program/get', undefined), useProgramStore)
}

function refreshTagging(answer: Answer<'tagging/get'>): void {
  const isFirst = useTaggingStore.getState().loaded.kind === 'loading'
  take(answer, useTaggingStore)
  // After a crash the procedure resumes where it was, without anybody looking for it: also when the vial still lay on the reader
  // and was confirmed before this window asked.
  const step = answer.ok ? answer.value?.step.kind : undefined
  if (step === 'confirmLast' || (isFirst && step !== undefined && step !== 'finished')) go({ kind: 'tagging' })
}

const isSame = (one: TaggingSnapshot, other: TaggingSnapshot): boolean =>
  lastingNumber(one.procedure) === lastingNumber(other.procedure)

function takeTagging(next: Events['tagging/changed']): void {
  const before: TaggingSnapshot | null = loadedValue(useTaggingStore.getState().loaded)
  show(useTaggingStore, next)
  // Resumed after a crash, opened by a decision, or not finished after all: nobody looks for it, so it shows itself.
  const wasOpen = before !== null && next !== null && before.step.kind !== 'finished' && isSame(before, next)
  if (!wasOpen && next !== null && next.step.kind !== 'finished') go({ kind: 'tagging' })
  const cue = soundFor(before, next)
  if (cue === null) return
  sound(cue)
  // A result nobody sees is no result: whoever went elsewhere is brought back.
  if (useView.getState().route.kind !== 'tagging') go({ kind: 'tagging' })
}

function takeAttention(next: Events['attention/changed']): void {
  const before = loadedValue(useAttentionStore.getState().loaded)
  show(useAttentionStore, next)
  const cue = soundOfVerification(before, next)
  if (cue !== null) sound(cue)
}

function takeReader(shown: Events['reader/shows']): void {
  if (shown === null) {
    hideScanned()
    return
  }
  if (isMaking()) useDraft.setState((draft) => withRead(draft, shown))
  else showVial({ kind: 'scanned', shown })
  sound(soundOfReader(shown))
}

/** Starts listening, and asks; see `refresh` for `firstShown`. Returns what stops it. */
export function connect(firstShown?: Promise<void>): () => void {
  const stops = [
    listen('bench/changed', (value) => show(useBenchStore, value)),
    listen('worklist/changed', (value) => show(useWorklistStore, value)),
    listen('tagging/changed', takeTagging),
    listen('devices/changed', (value) => show(useDevicesStore, value)),
    listen('sync/changed', (value) => show(useSyncStore, value)),
    listen('conflicts/changed', (value) => show(useConflictsStore, value)),
    listen('attention/changed', takeAttention),
    listen('program/changed', (value) => show(useProgramStore, value)),
    listen('reader/shows', takeReader),
    listen('places/changed', () => {
      useEngineStore.setState(({ placesVersion }) => ({ placesVersion: placesVersion + 1 }))
      void followCard()
    }),
    bridge().onEngine((state) => {
      const wasUp = useEngineStore.getState().up
      useEngineStore.setState({ up: state === 'up' })
      // What lies on a reader is told again by the engine that comes back.
      if (state === 'down') hideScanned()
      if (state === 'up' && !wasUp) void refresh()
    }),
  ]
  void refresh(firstShown)
  return () => {
    for (const stop of stops) stop()
  }
}
