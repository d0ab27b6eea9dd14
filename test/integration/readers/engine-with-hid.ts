// A whole engine over node-hid, in a process of its own: tells its parent how its readers are, and ends when it is told to.
import { NodeHidPort } from '../../../src/main/engine/readers/hid/node-hid-port'
import { systemTimers } from '../../../src/platform/system-ports'
import type { ReaderSnapshot } from '../../../src/shared/model/reader'
import type { ReaderSettings } from '../../../src/shared/model/reader-options'
import { keptSecrets, testEngine } from '../engine/support'

export interface EngineOrder {
  readonly kind: 'resumed' | 'stop'
}

const [dataDir = '', settings = '{}'] = process.argv.slice(2)
// Written by the test itself.
const readerSettings: ReaderSettings = JSON.parse(settings)
const { engine, on, value, stop } = testEngine({
  dataDir,
  mode: 'bench',
  hid: new NodeHidPort(systemTimers),
  secrets: keptSecrets(),
  readerSettings,
})
const tell = (readers: readonly ReaderSnapshot[]) => process.send?.(readers)
on('bench/changed', ({ readers }) => tell(readers))
tell((await value('bench/get', undefined)).readers)

process.on('message', async ({ kind }: EngineOrder) => {
  if (kind === 'resumed') return engine.resumed()
  await stop()
  process.exit(0)
})
