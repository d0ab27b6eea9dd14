// Stand-alone central: `node central.cjs --data DIR --port N`, or `--database URL`. One line of JSON on stdout when ready; logs on stderr.
import pino from 'pino'
import { startCentral } from './embedded'
import { type CommandLine, commandLine, help, passwordVariable } from './options'
import { sentenceOf } from './sentences'
import { systemClock, systemIds, systemSecrets, systemTimers } from './system-ports'

const progressEvery = 10_000

function refuse(sentence: string) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

/** One line for each so many containers of a big sample. */
const progress = (size: number) => (made: number) => {
  if (size > progressEvery && (made % progressEvery === 0 || made === size)) {
    process.stderr.write(`Sample: ${made} of ${size} containers\n`)
  }
}

async function run(line: CommandLine) {
  let stop = async () => {}
  const end = async () => {
    await stop()
    process.exit(0)
  }
  // Also while a sample is being made: what is half made is taken away at the next start.
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  const logger = pino({ name: 'central' }, pino.destination({ fd: 2, sync: true }))
  const ports = { clock: systemClock, timers: systemTimers, ids: systemIds, secrets: systemSecrets, logger }
  const { sample, ...options } = line
  const tell = (sentence: string) => process.stderr.write(`${sentence}\n`)
  const started = await startCentral(
    { ...options, tell, ...(sample && { sample: { ...sample, progress: progress(sample.size) } }) },
    ports,
  )
  if (!started.ok) return refuse(sentenceOf(started.problem))
  const running = started.value
  let stopped: Promise<void> | undefined
  stop = () => {
    stopped ??= running.stop()
    return stopped
  }
  const { url, organizations, benchEnrolmentCode, deviceToken } = running
  process.stdout.write(`${JSON.stringify({ url, organizations, benchEnrolmentCode, deviceToken })}\n`)
}

const line = commandLine(process.argv.slice(2), process.env[passwordVariable])
if (!line.ok) refuse(line.problem)
else if (line.value.kind === 'help') process.stdout.write(help)
else
  run(line.value).catch((problem: unknown) =>
    refuse(`Central stopped: ${problem instanceof Error ? problem.message : String(problem)}`),
  )
