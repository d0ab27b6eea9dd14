/** One line of the kind that pino writes, however many lines `msg` has: the shell puts it into the log as one entry. */
export const logLine = (level: 'info' | 'error', msg: string): string =>
  JSON.stringify({ level: level === 'info' ? 30 : 50, msg })
