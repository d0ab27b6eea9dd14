import { describe, expect, it } from 'vitest'
import { type EngineEvents, handleEngineMessage } from '../../../../src/main/shell/engine-messages'
import type { SecretFile } from '../../../../src/main/shell/secrets'
import { ok, refused } from '../../../../src/shared/result'
import type { EngineToShell, ShellToEngine } from '../../../../src/shared/shell-messages'

function bed({ events = {}, secrets = {} }: { events?: Partial<EngineEvents>; secrets?: Partial<SecretFile> } = {}) {
  const calls: string[] = []
  const posted: ShellToEngine[] = []
  const lines: string[] = []
  const call = (name: string) => () => void calls.push(name)
  const handle = (message: EngineToShell) =>
    handleEngineMessage(message, {
      events: {
        settings: call('settings'),
        enrolled: call('enrolled'),
        chooseFile: async () => ({ kind: 'chosen', path: '/a' }),
        demoChosen: call('demoChosen'),
        keyStoreLocked: call('keyStoreLocked'),
        shown: call('shown'),
        busy: call('busy'),
        updateAct: call('updateAct'),
        ...events,
      },
      secrets: { get: () => ok('kept'), set: () => ok(null), ...secrets },
      log: { say: (_part, _level, text) => void lines.push(text) },
      post: (message) => void posted.push(message),
      ready: call('ready'),
      stopped: (noBackup) => void calls.push(`stopped ${noBackup}`),
    })
  return { handle, calls, posted, lines }
}

const reports: readonly (readonly [EngineToShell, string])[] = [
  [{ kind: 'ready' }, 'ready'],
  [{ kind: 'settings', settings: { language: 'de', scheme: 'dark', volume: 1, muted: false } }, 'settings'],
  [{ kind: 'enrolled', centralUrl: 'https://central' }, 'enrolled'],
  [{ kind: 'demoChosen' }, 'demoChosen'],
  [{ kind: 'shown' }, 'shown'],
  [{ kind: 'busy', busy: null }, 'busy'],
  [{ kind: 'updateAct', act: 'check' }, 'updateAct'],
  [{ kind: 'stopped', noBackup: 'disk full' }, 'stopped disk full'],
]

describe('the engine', () => {
  it.each(reports.map(([message, name]) => [message.kind, message, name] as const))(
    'reports %s',
    (_kind, message, name) => {
      const { handle, calls, posted } = bed()
      handle(message)
      expect(calls).toEqual([name])
      expect(posted).toEqual([])
    },
  )

  it('gets the answer to its very question', async () => {
    const { handle, posted } = bed()
    handle({ kind: 'getSecret', id: 1, name: 'benchToken' })
    handle({ kind: 'setSecret', id: 2, name: 'benchToken', value: 'new' })
    handle({ kind: 'chooseFile', id: 3, choice: { kind: 'open', extension: 'db' } })
    await Promise.resolve()
    await Promise.resolve()
    expect(posted).toEqual([
      { kind: 'secret', id: 1, value: 'kept' },
      { kind: 'secretKept', id: 2, problem: null },
      { kind: 'fileChosen', id: 3, file: { kind: 'chosen', path: '/a' } },
    ])
  })

  it('is answered also where secrets or dialogs fail, and the log says why', async () => {
    const { handle, posted, lines } = bed({
      events: { chooseFile: () => Promise.reject(new Error('no dialog')) },
      secrets: {
        get: () => refused({ kind: 'foreign', detail: 'another key ring' }),
        set: () => refused({ kind: 'locked', detail: 'no key ring' }),
      },
    })
    handle({ kind: 'getSecret', id: 1, name: 'benchToken' })
    handle({ kind: 'setSecret', id: 2, name: 'benchToken', value: 'new' })
    handle({ kind: 'chooseFile', id: 3, choice: { kind: 'open', extension: 'db' } })
    await new Promise((done) => setTimeout(done))
    expect(posted).toEqual([
      { kind: 'secret', id: 1, value: null },
      { kind: 'secretKept', id: 2, problem: { kind: 'locked', detail: 'no key ring' } },
      { kind: 'fileChosen', id: 3, file: { kind: 'nothing' } },
    ])
    expect(lines.join(' ')).toMatch(/another key ring.*no dialog/)
  })

  it('is told of a locked key store, which is not the same as a missing secret', () => {
    const { handle, posted, calls } = bed({ secrets: { get: () => refused({ kind: 'locked', detail: 'locked' }) } })
    handle({ kind: 'getSecret', id: 1, name: 'benchToken' })
    expect(posted).toEqual([{ kind: 'secretLocked', id: 1, detail: 'locked' }])
    expect(calls).toEqual(['keyStoreLocked'])
  })
})
