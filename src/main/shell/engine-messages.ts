// What the engine reports to the shell, and asks of it: secrets, and where a file goes.

import { assertNever } from '../../shared/assert-never'
import type { ChosenFile, EngineToShell, FileChoice, ShellToEngine } from '../../shared/shell-messages'
import type { NotNow, UpdateAct } from '../../shared/views/program'
import type { Settings } from '../../shared/views/settings'
import type { Log } from './log'
import type { SecretFile } from './secrets'

/** What the rest of the shell does with the engine's reports. */
export interface EngineEvents {
  readonly settings: (settings: Settings) => void
  readonly enrolled: (centralUrl: string) => void
  readonly chooseFile: (choice: FileChoice) => Promise<ChosenFile>
  readonly demoChosen: () => void
  /** A secret was asked for, and the system's key store did not give it. */
  readonly keyStoreLocked: () => void
  readonly shown: () => void
  readonly busy: (busy: NotNow | null) => void
  readonly updateAct: (act: UpdateAct) => void
}

export interface EngineMessageNeeds {
  readonly events: EngineEvents
  readonly secrets: Pick<SecretFile, 'get' | 'set'>
  readonly log: Pick<Log, 'say'>
  readonly post: (message: ShellToEngine) => void
  readonly ready: () => void
  readonly stopped: (noBackup: string | null) => void
}

export function handleEngineMessage(message: EngineToShell, needs: EngineMessageNeeds): void {
  const { events, post } = needs
  switch (message.kind) {
    case 'ready':
      needs.ready()
      break
    case 'getSecret':
      post(readSecret(message.id, message.name, needs))
      break
    case 'setSecret':
      post(keepSecret(message, needs))
      break
    case 'chooseFile':
      void chooseFile(message.id, message.choice, needs)
      break
    case 'settings':
      events.settings(message.settings)
      break
    case 'enrolled':
      events.enrolled(message.centralUrl)
      break
    case 'demoChosen':
      events.demoChosen()
      break
    case 'shown':
      events.shown()
      break
    case 'busy':
      events.busy(message.busy)
      break
    case 'updateAct':
      events.updateAct(message.act)
      break
    case 'stopped':
      needs.stopped(message.noBackup)
      break
    default:
      assertNever(message)
  }
}

async function chooseFile(id: number, choice: FileChoice, { events, log, post }: EngineMessageNeeds): Promise<void> {
  const file = await events.chooseFile(choice).catch((error: unknown): ChosenFile => {
    log.say('shell', 'error', `No file could be chosen: ${String(error)}`)
    return { kind: 'nothing' }
  })
  post({ kind: 'fileChosen', id, file })
}

/** One of another key store (another user's, a copied folder) is a missing one: the bench asks to be enrolled. A locked one is waited for. */
function readSecret(id: number, name: string, { secrets, log, events }: EngineMessageNeeds): ShellToEngine {
  const read = secrets.get(name)
  if (read.ok) return { kind: 'secret', id, value: read.value }
  const { kind, detail } = read.problem
  log.say('shell', 'error', `The secret "${name}" can't be read (${kind}): ${detail}`)
  if (kind === 'foreign') return { kind: 'secret', id, value: null }
  events.keyStoreLocked()
  return { kind: 'secretLocked', id, detail }
}

function keepSecret(
  { id, name, value }: Extract<EngineToShell, { kind: 'setSecret' }>,
  { secrets }: EngineMessageNeeds,
): ShellToEngine {
  const kept = secrets.set(name, value)
  return { kind: 'secretKept', id, problem: kept.ok ? null : kept.problem }
}
