// The one entry of every npm script: explains a command with --help, or runs it. Needs nothing installed.
import { commands } from './commands.mjs'
import { Stop, say } from './lib/say.mjs'

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]

/** @returns {Promise<number>} */
async function main() {
  if (!command) {
    say(`There is no command "${name}". Available commands: ${Object.keys(commands).join(', ')}.`)
    return 2
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.help.trim()}\n`)
    return 0
  }
  if (args.includes('--no-stand-in')) process.env.CRYOBENCH_NO_STAND_IN = '1'
  const { run } = await command.load()
  return run(args.filter((arg) => arg !== '--no-stand-in'))
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Stop)) throw error
  say(`\nStopped: ${error.message}`)
  process.exitCode = error.exitCode
}
