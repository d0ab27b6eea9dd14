// What central does for benches and devices, on PostgreSQL.
import { describe, vi } from 'vitest'
import { startCentralsOn } from '../../support/central'
import { newDatabase } from '../../support/postgres'

startCentralsOn(() => newDatabase())
// A machine that has a lot else to do waits for its disk at every commit.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

describe('intents', () => import('./intents.test').then(() => {}))
describe('feed', () => import('./feed.test').then(() => {}))
describe('device', () => import('./device.test').then(() => {}))
describe('claims', () => import('./claims.test').then(() => {}))
describe('renewal', () => import('./renewal.test').then(() => {}))
describe('resolutions', () => import('./resolutions.test').then(() => {}))
