// Stand-alone central: `node central.cjs --data DIR --port N`, or `--database URL`. One line of JSON on stdout when ready; logs on stderr.
import { systemClock, systemIds, systemSecrets, systemTimers } from '../platform/system-ports'
import { errorText } from '../shared/error-text'
import { administer } from './cli/administration'
import { type CommandLine, commandLine, help, passwordVariable } from './cli/options'
import { sentenceOf } from './cli/sentences'
import { startCentral } from './embedded'
import { centralLogger, outputMayFail } from './log'

const progressEvery = 10_000

function refuse(sentence: string) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

/** A line now and then while a big sample is made. SQLite works in this thread: in between, signals must get through. */
const progress = (size: number) => async (made: number) => {
  if (size > progressEvery && (made % progressEvery === 0 || made === size)) {
    process.stderr.write(`Sample data: ${made} of ${size} vials\n`)
  }
  await new Promise((resolve) => setImmediate(resolve))
}

const ports = () => ({
  clock: systemClock,
  timers: systemTimers,
  ids: systemIds,
  secrets: systemSecrets,
  logger: centralLogger('info'),
})
const tell = (sentence: string) => process.stderr.write(`${sentence}\n`)

async function perform({ task, ...choice }: Extract<CommandLine, { kind: 'administer' }>) {
  const done = await administer(choice, task, { ...ports(), tell })
  if (!done.ok) return refuse(sentenceOf(done.problem))
  for (const line of done.value) process.stdout.write(`${JSON.stringify(line)}\n`)
}

async function run(line: Extract<CommandLine, { kind: 'run' }>) {
  let stop = async () => {}
  const end = async () => {
    await stop()
    process.exit(0)
  }
  // Also while a sample is being made: a half-made one is removed at the next start.
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  const { sample, ...options } = line
  const started = await startCentral(
    { ...options, tell, ...(sample && { sample: { ...sample, progress: progress(sample.size) } }) },
    ports(),
  )
  if (!started.ok) return refuse(sentenceOf(started.problem))
  const running = started.value
  let stopped: Promise<void> | undefined
  stop = () => {
    stopped ??= running.stop()
    return stopped
  }
  const { url, fingerprint, organizations, benchEnrolmentCode, enrolmentLink, deviceToken } = running
  // The link is for people, the fingerprint for benches that check a certificate: a central that serves http needs neither.
  const forPeople = fingerprint === null && options.publicUrl === undefined ? {} : { fingerprint, enrolmentLink }
  const ready = { url, organizations, benchEnrolmentCode, deviceToken, ...forPeople }
  process.stdout.write(`${JSON.stringify(ready)}\n`)
}

outputMayFail()
const line = commandLine(process.argv.slice(2), process.env[passwordVariable])
if (!line.ok) refuse(line.problem)
else if (line.value.kind === 'help') process.stdout.write(help)
else
  (line.value.kind === 'administer' ? perform(line.value) : run(line.value)).catch((problem: unknown) =>
    refuse(`Central stopped: ${errorText(problem)}`),
  )
