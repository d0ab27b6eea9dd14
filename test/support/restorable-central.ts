// A central that is backed up and restored as an administrator does it: stopped, its folder copied, started again at the same address.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { systemClock } from '../../src/platform/system-ports'
import type { Clock } from '../../src/shared/ports'
import { startCentral, type TestCentral, type TestCentralOptions } from './central'

const startedMs = systemClock.wallMs()

/** As before numbers began to come from the clock: central counts on from its last one, which a backup takes back. */
export const clockBehind: Clock = {
  ...systemClock,
  wallMs: () => Date.UTC(2020, 0, 1) + systemClock.wallMs() - startedMs,
}

export interface RestorableCentral {
  /** The one that serves now. */
  readonly central: TestCentral
  backUp(): Promise<void>
  restore(): Promise<void>
}

/** Connections that were kept open died with the central before: a request may meet one after the other. */
export async function askAgain<Value>(ask: () => Promise<Value>, times = 10): Promise<Value> {
  try {
    return await ask()
  } catch (error) {
    if (times === 0) throw error
    return askAgain(ask, times - 1)
  }
}

export async function restorableCentral(options: Pick<TestCentralOptions, 'clock'> = {}): Promise<RestorableCentral> {
  const folder = mkdtempSync(join(tmpdir(), 'cryobench-restorable-'))
  const [data, backup] = [join(folder, 'central'), join(folder, 'backup')]
  let central = await startCentral({ ...options, folder: data })
  const port = Number(new URL(central.url).port)
  onTestFinished(async () => {
    await central.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const copied = async (from: string, to: string) => {
    await central.stop()
    rmSync(to, { recursive: true, force: true })
    cpSync(from, to, { recursive: true })
    central = await startCentral({ ...options, folder: data, port })
  }
  return {
    get central() {
      return central
    },
    backUp: () => copied(data, backup),
    restore: () => copied(backup, data),
  }
}
