// Stand-alone device simulator: `node device-simulator.cjs --url URL --token TOKEN --speed 20`.
import { commandLine, help } from './options'
import { seededPorts } from './seeded-ports'
import { startSimulator } from './simulator'

const line = commandLine(process.argv.slice(2))
if (!line.ok) {
  process.stderr.write(`${line.problem}\n`)
  process.exitCode = 1
} else if (line.value.kind === 'help') process.stdout.write(help)
else {
  const log = (text: string) => process.stderr.write(`${text}\n`)
  const simulator = startSimulator(line.value, seededPorts(line.value.seed, log))
  const stop = async () => {
    await simulator.stop()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
