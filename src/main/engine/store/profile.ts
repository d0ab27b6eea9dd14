import type { Settings } from '../../../shared/views/settings'
import type { StoreNotice } from '../../../shared/views/store-notice'
import type { ProfileForSync, Renewal } from './bench-store'
import type { Identity } from './contract'
import { type Database, fromJson } from './database'

const defaultSettings: Settings = { language: 'system', scheme: 'system', volume: 0.7, muted: false }

interface Values {
  readonly identity: Identity
  readonly pendingIdentity: Identity
  readonly settings: Settings
  readonly currentPerson: string
  readonly renewal: Renewal
  readonly notices: readonly StoreNotice[]
  readonly publicKeys: Readonly<Record<string, string>>
  readonly offlineSinceMs: number
  readonly lastContactMs: number
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

  const saveOrForget = <Name extends keyof Values>(name: Name, value: Values[Name] | null): void => {
    db.transact(() => {
      if (value !== null) save(name, value)
      else if (remove.run(name).changes > 0) db.touch('profile')
    })
  }

  return {
    identity: () => load('identity'),
    saveIdentity: (identity) => save('identity', identity),
    pendingIdentity: () => load('pendingIdentity'),
    savePendingIdentity(identity) {
      if (identity !== null) save('pendingIdentity', identity)
      else db.transact(() => remove.run('pendingIdentity'))
    },
    renewal: () => load('renewal'),
    saveRenewal: (renewal) => saveOrForget('renewal', renewal),
    notices: () => load('notices') ?? [],
    addNotice: (notice) => save('notices', [...(load('notices') ?? []), notice]),
    forgetNotices: () => saveOrForget('notices', null),
    rememberKey(benchId, publicKey) {
      const known = load('publicKeys') ?? {}
      if (known[benchId] !== publicKey) save('publicKeys', { ...known, [benchId]: publicKey })
    },
    offlineSinceMs: () => load('offlineSinceMs'),
    saveOfflineSinceMs: (sinceMs) => saveOrForget('offlineSinceMs', sinceMs),
    lastContactMs: () => load('lastContactMs'),
    saveLastContactMs: (atMs) => save('lastContactMs', atMs),
    publicKeys: () => load('publicKeys') ?? {},
    settings: () => ({ ...defaultSettings, ...load('settings') }),
    saveSettings: (settings) => save('settings', settings),
    currentPerson: () => load('currentPerson'),
    saveCurrentPerson: (personId) => save('currentPerson', personId),
  }
}
