import type { Settings } from '../../../shared/ipc/snapshots'
import type { ProfileForSync } from './bench-store'
import type { Identity } from './contract'
import { type Database, fromJson } from './database'

const defaultSettings: Settings = { language: 'system', scheme: 'system', volume: 0.7, muted: false }

interface Values {
  readonly identity: Identity
  readonly pendingIdentity: Identity
  readonly settings: Settings
  readonly currentPerson: string
}

export function profileIn(db: Database): ProfileForSync {
  const select = db.prepare<[string], string>('SELECT value FROM profile WHERE name = ?').pluck()
  const upsert = db.prepare(
    'INSERT INTO profile (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const remove = db.prepare('DELETE FROM profile WHERE name = ?')

  const load = <Name extends keyof Values>(name: Name): Values[Name] | null => {
    const value = select.get(name)
    return value === undefined ? null : fromJson<Values[Name]>(value)
  }
  const save = <Name extends keyof Values>(name: Name, value: Values[Name]): void =>
    db.transact(() => {
      upsert.run(name, JSON.stringify(value))
      db.touch('profile')
    })

  return {
    identity: () => load('identity'),
    saveIdentity: (identity) => save('identity', identity),
    pendingIdentity: () => load('pendingIdentity'),
    savePendingIdentity(identity) {
      if (identity !== null) save('pendingIdentity', identity)
      else db.transact(() => remove.run('pendingIdentity'))
    },
    settings: () => ({ ...defaultSettings, ...load('settings') }),
    saveSettings: (settings) => save('settings', settings),
    currentPerson: () => load('currentPerson'),
    saveCurrentPerson: (personId) => save('currentPerson', personId),
  }
}
