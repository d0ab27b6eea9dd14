// Starts child processes, hands signals on to them, and waits for their end.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Stop } from './say.mjs'

/** How long a child may take to end after a signal before it is killed. */
const END_WITHIN_MS = 15_000
/** A Ctrl-C arrives twice, from the terminal and from npm; a later one is a person who will not wait. */
const SAME_SIGNAL_MS = 1_000

/** How often to look whether npm, whose child we are, is still there. */
const LOOK_FOR_PARENT_MS = 250

/** @type {readonly NodeJS.Signals[]} */
const HANDED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program to its end in the foreground and answers its exit code.
 * It gets a process group of its own: a Ctrl-C then reaches it once, through us, and it can end in good order.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, stdout?: 'inherit' | 'stderr', log?: string, timeoutMs?: number }} [options]
 *   stdout 'stderr' for programs whose output is progress; log: a file that takes all output instead
 * @returns {Promise<number>}
 */
export function runToEnd(file, args, { env = process.env, cwd, stdout = 'inherit', log, timeoutMs } = {}) {
  const logTo = log === undefined ? undefined : fs.openSync(log, 'w')
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env,
      ...(cwd ? { cwd } : {}),
      stdio: ['ignore', logTo ?? (stdout === 'stderr' ? 2 : 'inherit'), logTo ?? 'inherit'],
      detached: process.platform !== 'win32',
    })
    /** @type {number | undefined} */
    let signalledAt
    /** @type {NodeJS.Timeout | undefined} */
    let deadline
    /** @param {NodeJS.Signals} signal */
    const handOn = (signal) => {
      const now = performance.now()
      if (signalledAt === undefined) {
        signalledAt = now
        child.kill(signal)
        deadline = setTimeout(() => killGroup(child.pid), END_WITHIN_MS)
      } else if (now - signalledAt > SAME_SIGNAL_MS) killGroup(child.pid)
    }
    const limit = timeoutMs === undefined ? undefined : setTimeout(() => killGroup(child.pid), timeoutMs)
    const watch = whenParentIsGone(() => handOn('SIGTERM'))
    const quit = () => killGroup(child.pid)
    for (const signal of HANDED_ON) process.on(signal, handOn)
    process.on('exit', quit)
    const release = () => {
      for (const signal of HANDED_ON) process.off(signal, handOn)
      process.off('exit', quit)
      if (logTo !== undefined) fs.closeSync(logTo)
      clearInterval(watch)
      clearTimeout(deadline)
      clearTimeout(limit)
    }
    child.on('error', (error) => {
      release()
      reject(new Stop(`${file} could not be started: ${error.message}.`))
    })
    child.on('exit', (code, signal) => {
      release()
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1))
    })
  })
}

/**
 * An npm that was killed can't hand a signal on; what it started must end all the same.
 * @param {() => void} act
 */
function whenParentIsGone(act) {
  if (!process.env.npm_lifecycle_event) return undefined
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, LOOK_FOR_PARENT_MS)
  return watch
}

/** @param {number | undefined} pid the leader of a process group */
function killGroup(pid) {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/**
 * Runs a short program and answers what it printed; never throws for its exit code.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, timeoutMs?: number }} [options]
 */
export function ask(file, args, { env = process.env, cwd, timeoutMs } = {}) {
  const answer = spawnSync(file, args, {
    env,
    ...(cwd ? { cwd } : {}),
    ...(timeoutMs ? { timeout: timeoutMs } : {}),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  })
  return {
    ok: answer.status === 0,
    stdout: answer.stdout ?? '',
    stderr: answer.error ? answer.error.message : (answer.stderr ?? ''),
  }
}

/**
 * npm's own entry, run by this Node: on Windows `npm` itself is a batch file that needs a shell.
 * @returns {{ file: string, args: string[] }}
 */
export function npm() {
  const cli = process.env.npm_execpath ?? ''
  return path.basename(cli) === 'npm-cli.js' ? { file: process.execPath, args: [cli] } : { file: 'npm', args: [] }
}
