// Central with sample data and a device simulator, in a child process of the application: demo mode.
// It receives `{kind: 'enrolmentCode'}` and `{kind: 'stop'}`, and sends `{kind: 'ready', url, …}` and `{kind: 'enrolmentCode', code}`.
import { z } from 'zod'
import { seededPorts } from '../device-simulator/seeded-ports'
import { startSimulator } from '../device-simulator/simulator'
import { systemClock, systemIds, systemSecrets, systemTimers } from '../platform/system-ports'
import { errorText } from '../shared/error-text'
import { commandLine } from './cli/options'
import { sentenceOf } from './cli/sentences'
import { type RunningCentral, startCentral } from './embedded'
import { centralLogger, outputMayFail } from './log'

/** What of Electron's `process.parentPort` is used here. */
interface ParentPort {
  postMessage(message: object): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const demoSpeed = 20
const fromParent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enrolmentCode') }),
  z.object({ kind: z.literal('stop') }),
])

/** The parent starts this process again. */
function giveUp(problem: unknown) {
  process.stderr.write(`${errorText(problem)}\n`)
  process.exit(1)
}

/** Starts both for the given arguments (those of the stand-alone central); resolves when they serve, rejects with one sentence. */
async function run(args: readonly string[], port: ParentPort) {
  const line = commandLine(['--port', '0', '--sample', ...args])
  if (!line.ok) throw new Error(line.problem)
  if (line.value.kind !== 'run') throw new Error('The central of the demonstration serves, and does nothing else')
  const { sample, ...options } = line.value
  const logger = centralLogger('warn')
  const ports = { clock: systemClock, timers: systemTimers, ids: systemIds, secrets: systemSecrets, logger }
  const started = await startCentral(
    { ...options, ...(sample && { sample: { ...sample, progress: () => {} } }) },
    ports,
  )
  if (!started.ok) throw new Error(sentenceOf(started.problem))
  const central = started.value
  const simulators = Object.values(central.deviceTokens).map((token, index) =>
    startSimulator(
      { url: central.url, token, speed: demoSpeed, failRate: 0.01, refills: true },
      seededPorts(index + 1, (text) => logger.info(text)),
    ),
  )
  port.on('message', ({ data }) => {
    const message = fromParent.safeParse(data).data
    if (message?.kind === 'enrolmentCode') tellCode(central, port).catch(giveUp)
    if (message?.kind === 'stop') {
      Promise.all(simulators.map((simulator) => simulator.stop()))
        .then(() => central.stop())
        .then(() => process.exit(0))
        .catch(giveUp)
    }
  })
  port.postMessage({ kind: 'ready', url: central.url, benchEnrolmentCode: central.benchEnrolmentCode })
}

async function tellCode(central: RunningCentral, port: ParentPort) {
  const facility = central.organizations[0]?.facilities[0]
  if (facility) port.postMessage({ kind: 'enrolmentCode', code: await central.newEnrolmentCode(facility.id) })
}

outputMayFail()
const { parentPort } = process as { readonly parentPort?: ParentPort }
if (!parentPort) {
  process.stderr.write('This is a part of the application; start central by itself with central.cjs.\n')
  process.exitCode = 1
} else {
  run(process.argv.slice(2), parentPort).catch(giveUp)
}
