// Waits for a Linux key ring that was locked when it was first asked. Chromium asks it once in the life of a process and remembers a refusal
// (docs/decisions/0081-a-locked-key-store.md): so once somebody has unlocked it, the program starts again, as soon as nobody is tagging.
import { execFile } from 'node:child_process'
import type { Timers } from '../../shared/ports'
import type { NotNow } from '../../shared/views/program'

export type RingState =
  | 'locked'
  | 'open'
  /** Nobody answers, or not in words that are known. */
  | 'unknown'

export interface KeyRingNeeds {
  readonly state: () => Promise<RingState>
  readonly timers: Timers
  readonly comeBack: () => void
}

export interface KeyRingWatch {
  /** A secret was refused. */
  locked(): void
  /** What keeps the program from ending; null when nothing does. */
  busy(busy: NotNow | null): void
  stop(): void
}

const everyMs = 5000

export function keyRingWatch({ state, timers, comeBack }: KeyRingNeeds): KeyRingWatch {
  let isWatching = false
  let isStopped = false
  /** Only a ring that was seen locked and then open is a reason: one that is open and refuses would be asked again for ever. */
  let wasLocked = false
  let isOpen = false
  let busy: NotNow | null = null
  let cancel = () => {}

  const comeBackWhenFree = () => {
    if (!isOpen || busy !== null || isStopped) return
    isStopped = true
    comeBack()
  }
  const look = async () => {
    const now = await state()
    if (isStopped) return
    if (now === 'locked') wasLocked = true
    isOpen = wasLocked && now === 'open'
    if (isOpen) comeBackWhenFree()
    if (!isStopped) cancel = timers.after(everyMs, () => void look())
  }
  return {
    locked() {
      if (isWatching) return
      isWatching = true
      void look()
    },
    busy(next) {
      busy = next
      comeBackWhenFree()
    },
    stop() {
      isStopped = true
      cancel()
    },
  }
}

/** Of Electron's names for Linux's key stores. Null for one that nobody can be asked about. */
export function questionTo(backend: string): readonly string[] | null {
  if (backend === 'gnome_libsecret')
    return [
      ...['--dest', 'org.freedesktop.secrets', '--object-path', '/org/freedesktop/secrets/aliases/default'],
      ...['--method', 'org.freedesktop.DBus.Properties.Get', 'org.freedesktop.Secret.Collection', 'Locked'],
    ]
  const [, version] = /^kwallet([56]?)$/.exec(backend) ?? []
  if (version === undefined) return null
  return [
    ...['--dest', `org.kde.kwalletd${version}`, '--object-path', `/modules/kwalletd${version}`],
    ...['--method', 'org.kde.KWallet.isOpen', 'kdewallet'],
  ]
}

/** What gdbus prints: `(<true>,)` for a ring that is locked, `(true,)` for a wallet that is open. */
export function stateIn(answer: string): RingState {
  const [, locked] = /^\(<(true|false)>,\)\s*$/.exec(answer) ?? []
  if (locked !== undefined) return locked === 'true' ? 'locked' : 'open'
  const [, open] = /^\((true|false),\)\s*$/.exec(answer) ?? []
  return open === undefined ? 'unknown' : open === 'true' ? 'open' : 'locked'
}

const withinMs = 3000

/** Never rejects. */
export function askRing(backend: string): Promise<RingState> {
  const question = questionTo(backend)
  if (question === null) return Promise.resolve('unknown')
  return new Promise((resolve) => {
    execFile('gdbus', ['call', '--session', ...question], { timeout: withinMs, encoding: 'utf8' }, (error, stdout) =>
      resolve(error === null ? stateIn(stdout) : 'unknown'),
    )
  })
}
