// What the engine reports to the shell, and asks of it: secrets, and where a file goes.

import { assertNever } from '../../shared/assert-never'
import { errorText } from '../../shared/error-text'
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
      post({ kind: 'secret', id: message.id, value: readSecret(message.name, needs) })
      break
    case 'setSecret':
      post({ kind: 'secretKept', id: message.id, problem: setSecret(message.name, message.value, needs) })
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

/** A secret that can't be read (another user's key ring, a copied folder) is a missing one: the bench asks to be enrolled. */
function readSecret(name: string, { secrets, log }: EngineMessageNeeds): string | null {
  try {
    return secrets.get(name)
  } catch (error) {
    log.say('shell', 'error', `The secret "${name}" can't be read: ${String(error)}`)
    return null
  }
}

/** Null when it is kept; otherwise why not. */
function setSecret(name: string, value: string, { secrets }: EngineMessageNeeds): string | null {
  try {
    secrets.set(name, value)
    return null
  } catch (error) {
    return errorText(error)
  }
}
