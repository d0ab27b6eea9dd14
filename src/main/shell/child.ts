// A utility process that is kept running: started again after it died, and ended with a deadline.
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { healthyMs, restartDelayMs } from '../../platform/back-off'
import { errorText } from '../../shared/error-text'
import { type Log, lineCutter, saidIn } from './log'

export interface ChildNeeds<In> {
  readonly file: string
  readonly args?: readonly string[]
  /** As the process list and `app.getAppMetrics()` show it. */
  readonly name: string
  /** A new process runs. `again` is false for the first one. */
  readonly started: (again: boolean) => void
  /** `code`: 0 for one that has asked to be started again. */
  readonly died: (code: number) => void
  readonly message: (message: In) => void
  readonly log: Log
}

/** Longer than the engine needs to close its readers, shorter than a session's end allows an application. */
const stopMs = 4000

export class Child<Out, In> {
  private running: UtilityProcess | null = null
  private failures = 0
  private stopping = false
  private restart: NodeJS.Timeout | undefined

  constructor(private readonly needs: ChildNeeds<In>) {
    this.start(false)
  }

  post(message: Out, ports: MessagePortMain[] = []): void {
    this.running?.postMessage(message, ports)
  }

  /** Asks it to end with `last`; kills it when it doesn't within `ms`. Resolves when it is gone. */
  stop(last: Out, ms = stopMs): Promise<void> {
    this.stopping = true
    clearTimeout(this.restart)
    const { running } = this
    if (running === null) return Promise.resolve()
    return new Promise((resolve) => {
      const deadline = setTimeout(() => running.kill(), ms)
      running.once('exit', () => {
        clearTimeout(deadline)
        resolve()
      })
      running.postMessage(last)
    })
  }

  private start(again: boolean): void {
    const { file, args = [], name, started, died, message, log } = this.needs
    const begunMs = performance.now()
    const child = utilityProcess.fork(file, [...args], { serviceName: name, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const [stream, level] of [
      [child.stdout, 'info'],
      [child.stderr, 'error'],
    ] as const) {
      stream?.setEncoding('utf8').on(
        'data',
        lineCutter((line) => {
          const said = saidIn(line, level)
          log.say(name, said.level, said.text)
        }),
      )
    }
    this.running = child
    child.on('message', message)
    // Before it ends by an error of V8; without a listener that would be an error of this process.
    child.on('error', (type, location) => log.say('shell', 'error', `${name}: ${type} at ${location}`))
    child.once('exit', (code) => {
      this.running = null
      if (this.stopping) return
      // First: whatever else is done about it, it comes back.
      this.comeBack(performance.now() - begunMs >= healthyMs ? 1 : this.failures + 1)
      died(code)
      log.say('shell', 'error', `${name} ended with code ${code} and is being restarted.`)
    })
    started(again)
  }

  private comeBack(failures: number): void {
    this.failures = failures
    const attempt = () => {
      try {
        this.start(true)
      } catch (error) {
        // The system has no process to give just now.
        this.needs.log.say('shell', 'error', `${this.needs.name} can't be started: ${errorText(error)}`)
        if (this.running === null) this.comeBack(this.failures + 1)
      }
    }
    this.restart = setTimeout(attempt, restartDelayMs(failures))
  }
}
