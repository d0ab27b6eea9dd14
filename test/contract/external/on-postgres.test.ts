// The same contract with central on PostgreSQL.
import { describe, vi } from 'vitest'
import { startCentralsOn } from '../../support/central'
import { newDatabase } from '../../support/postgres'

startCentralsOn(() => newDatabase())
// A machine that has a lot else to do waits for its disk at every commit.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

describe('procedures', () => import('./procedures.test').then(() => {}))
describe('reading', () => import('./reading.test').then(() => {}))
describe('bad input', () => import('./bad-input.test').then(() => {}))
describe('names', () => import('./names.test').then(() => {}))
describe('encoding', () => import('./encoding.test').then(() => {}))
